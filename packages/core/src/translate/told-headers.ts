import type { HeaderList } from '../wire/headers.ts';

/** Headers that describe the provider's body and not the one that is told in its place. */
const OF_THE_BODY: ReadonlySet<string> = new Set(['content-type', 'content-length', 'content-encoding', 'transfer-encoding']);

/** A reply's headers, but for those of its body. */
export const withoutBodyHeaders = (headers: HeaderList): string[] =>
  headers.filter((_, index) => !OF_THE_BODY.has(headers[index - (index % 2)]!.toLowerCase()));
