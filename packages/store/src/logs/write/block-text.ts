import type { LoggedBodies } from '../entry.ts';

/** What a slot says besides its texts: how many characters each of them has, in the order of `textsOf`, null for none; and what is cut. */
type Head = readonly [lengths: readonly (number | null)[], cut?: LoggedBodies['cut']];

/**
 * Bodies as one text: a line that says where each begins, and behind it all of them as they are. Most of them are JSON, and to put
 * JSON into JSON takes longer than to press it, for all its quotes.
 */
export function written(bodies: readonly (LoggedBodies | null)[]): string {
  let texts = '';
  const heads = bodies.map((said): Head | null => {
    if (said === null) return null;
    const lengths = textsOf(said).map((text) => {
      if (text === undefined) return null;
      texts += text;
      return text.length;
    });
    return said.cut ? [lengths, said.cut] : [lengths];
  });
  return `${JSON.stringify(heads)}\n${texts}`;
}

const textsOf = ({ request, response, upstreamRequest, headers }: LoggedBodies) =>
  [request, response, upstreamRequest, headers?.request, headers?.response] as const;

/** The bodies again. */
export function read(text: string): readonly (LoggedBodies | null)[] {
  const end = text.indexOf('\n');
  const heads = JSON.parse(text.slice(0, end)) as readonly (Head | null)[];
  let at = end + 1;
  const next = (length: number | null | undefined) =>
    length === null || length === undefined ? undefined : text.slice(at, (at += length));
  return heads.map((head) => {
    if (head === null) return null;
    const [lengths, cut] = head;
    const [request, response, upstreamRequest, asked, answered] = lengths.map(next);
    return {
      request,
      response,
      ...(upstreamRequest !== undefined && { upstreamRequest }),
      ...(asked !== undefined && answered !== undefined && { headers: { request: asked, response: answered } }),
      ...(cut && { cut }),
    };
  });
}
