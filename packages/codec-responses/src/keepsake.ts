import type { Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn } from '@sluice/provider-sdk/chat';

/** What a provider wants back with the next request, and what the Responses API has no word for. */
export interface Keepsake {
  /** Signed or hidden thinking and the provider's own blocks, as in `content_blocks`. */
  readonly blocks: readonly Json[];
  /** The same in the form of `reasoning_details`, which some providers of OpenAI's dialect have in its place. */
  readonly details: readonly Json[];
  /** The thought signatures of calls, by the call's id. */
  readonly signatures: ReadonlyMap<string, string>;
}

/** Tells ours from what another service encrypted. */
const MARK = 'sluice.';

const NOTHING: Keepsake = { blocks: [], details: [], signatures: new Map() };

/** As `encrypted_content`, which clients send back untouched with the reasoning item; undefined where there is nothing to keep. */
export function pack({ blocks, details, signatures }: Keepsake): string | undefined {
  if (blocks.length === 0 && details.length === 0 && signatures.size === 0) return undefined;
  const kept = {
    ...(blocks.length > 0 && { blocks }),
    ...(details.length > 0 && { details }),
    ...(signatures.size > 0 && { calls: Object.fromEntries(signatures) }),
  };
  return MARK + Buffer.from(JSON.stringify(kept)).toString('base64url');
}

/** Whether this is what `pack` packed: its reader is here and nowhere else. */
export const isPacked = (encrypted: unknown): boolean => typeof encrypted === 'string' && encrypted.startsWith(MARK);

/** What `pack` packed. Another service's `encrypted_content` means nothing to a provider that did not write it, and holds nothing. */
export function unpack(encrypted: unknown): Keepsake {
  if (typeof encrypted !== 'string' || !encrypted.startsWith(MARK)) return NOTHING;
  try {
    const kept: unknown = JSON.parse(Buffer.from(encrypted.slice(MARK.length), 'base64url').toString());
    if (!isJson(kept)) return NOTHING;
    const calls = Object.entries(jsonIn(kept['calls']) ?? {});
    return {
      blocks: listIn(kept['blocks']).filter(isJson),
      details: listIn(kept['details']).filter(isJson),
      signatures: new Map(calls.filter((call): call is [string, string] => typeof call[1] === 'string')),
    };
  } catch {
    // Cut short by a client: the text of the summary is still there.
    return NOTHING;
  }
}
