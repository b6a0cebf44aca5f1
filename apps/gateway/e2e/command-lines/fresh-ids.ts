import { crc32 } from 'node:zlib';
import type { Addresses } from '../../test/support/stand-ins/stand-in.ts';
import type { WireFormat } from '../../test/support/stand-ins/wire-format.ts';

/** What the stand-ins name calls, turn after turn. */
const IDS = ['call_AbC123xyz', 'call_DeF456uvw', 'tooluse_0AbC', 'toolu_01Abc'];

/**
 * Names calls anew in every turn, as every provider does: a client that keeps a conversation takes a second call of the same
 * name for the first one again, and asks for ever.
 */
export const withFreshIds = (own: Addresses): Addresses => own.map(({ path, format }) => ({ path, format: renamed(format) }));

function renamed(format: WireFormat): WireFormat {
  let turns = 0;
  return {
    ...format,
    whole: (turn, heard) => JSON.parse(rename(JSON.stringify(format.whole(turn, heard)), ++turns)) as ReturnType<WireFormat['whole']>,
    stream(turn, heard) {
      const streamed = format.stream(turn, heard);
      turns += 1;
      const each = (piece: Buffer) => renamedPiece(piece, turns);
      return { ...streamed, opening: streamed.opening.map(each), closing: streamed.closing.map(each) };
    },
  };
}

/** As long as it was, for frames tell their length. */
const rename = (text: string, turn: number) =>
  IDS.reduce((renaming, id) => renaming.replaceAll(id, `${id.slice(0, -3)}${String(turn).padStart(3, '0')}`), text);

function renamedPiece(piece: Buffer, turn: number): Buffer {
  const again = Buffer.from(rename(piece.toString('latin1'), turn), 'latin1');
  // A frame of AWS's event stream ends with a checksum of all before it.
  if (again[0] === 0) again.writeUInt32BE(crc32(again.subarray(0, -4)), again.length - 4);
  return again;
}
