import { FaultError } from '@sluice/provider-sdk';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CASSETTE_NAME } from './cassette.ts';
import { Player } from './player.ts';
import { filesOf, readCassette } from './read-cassette.ts';

interface Standing {
  /** The files as they were when they were read. */
  readonly print: string;
  readonly player: Promise<Player>;
}

const standing = new Map<string, Standing>();

/** Players that are kept; the one that was taken longest ago goes. */
const MOST_KEPT = 16;

/**
 * The player of a cassette, the same for all who ask until its files change: then it begins again.
 *
 * @throws FaultError `not_found` for one that is not there; `unreadable_reply` for one that cannot be read.
 */
export async function playerOf(folder: string, name: string): Promise<Player> {
  if (!CASSETTE_NAME.test(name))
    throw new FaultError({
      kind: 'invalid_request',
      message: `"${name}" is no cassette's name: small letters, digits, - and _`,
      param: 'cassette',
      code: 'invalid_cassette',
    });
  const place = join(folder, `${name}.jsonl`);
  const print = await printOf(folder, name);
  if (print === '')
    throw new FaultError({ kind: 'not_found', message: `there is no cassette "${name}" here`, param: 'cassette', code: 'no_cassette' });
  const known = standing.get(place);
  const current = known?.print === print ? known : { print, player: readCassette(place).then((cassette) => new Player(cassette)) };
  standing.delete(place);
  standing.set(place, current);
  if (standing.size > MOST_KEPT) standing.delete(standing.keys().next().value!);
  return current.player.catch((error: unknown) => {
    const message = `the cassette "${name}" cannot be read`;
    throw new FaultError({ kind: 'unreadable_reply', message, code: 'unreadable_cassette' }, { cause: error });
  });
}

async function printOf(folder: string, name: string): Promise<string> {
  const files = await filesOf(folder, name).catch(() => []);
  const prints = await Promise.all(
    files.map(async (file) => {
      // One may go while others are looked at.
      const { size, mtimeMs } = await stat(file).catch(() => ({ size: 0, mtimeMs: 0 }));
      return `${file} ${size} ${mtimeMs}`;
    }),
  );
  return prints.toSorted().join('\n');
}
