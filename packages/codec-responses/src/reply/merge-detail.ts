import type { Json } from '@sluice/provider-sdk';

/** The members of one of `reasoning_details` that grow in a stream. */
const GROWING = ['text', 'summary', 'data', 'signature'] as const;

/** The details with one more piece: it goes on from the last, where it is of the same kind and place. */
export function mergeDetail(details: readonly Json[], piece: Json): readonly Json[] {
  const last = details.at(-1);
  if (!last || last['type'] !== piece['type'] || last['index'] !== piece['index'] || last['type'] === 'reasoning.encrypted')
    return [...details, piece];
  const merged: Record<string, unknown> = { ...last };
  for (const [name, value] of Object.entries(piece)) if (value !== null) merged[name] = value;
  for (const name of GROWING) {
    const [before, more] = [last[name], piece[name]];
    if (typeof before === 'string' && typeof more === 'string') merged[name] = before + more;
  }
  return [...details.slice(0, -1), merged];
}

/** Whether a detail holds what only its provider can read, and wants back. */
export const isSealedDetail = ({ data, signature }: Json): boolean =>
  [data, signature].some((sealed) => typeof sealed === 'string' && sealed !== '');
