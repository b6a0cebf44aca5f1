import type { LoggedBodies } from '../entry.ts';

/** A slot without its texts: how many characters each of them has. */
type Head = { readonly [Name in 'request' | 'response' | 'upstreamRequest']: number | undefined } & {
  readonly [Name in 'headers' | 'cut']: LoggedBodies[Name] | undefined;
};

/**
 * Bodies as one text: a line that says where each begins, and behind it all of them as they are. Most of them are JSON, and to put
 * JSON into JSON takes longer than to press it, for all its quotes.
 */
export function written(bodies: readonly (LoggedBodies | null)[]): string {
  const texts: string[] = [];
  const heads = bodies.map((said): Head | null => {
    if (said === null) return null;
    const { request, response, upstreamRequest, headers, cut } = said;
    for (const text of [request, response, upstreamRequest]) if (text !== undefined) texts.push(text);
    // What is undefined is left out of JSON.
    return { request: request?.length, response: response?.length, upstreamRequest: upstreamRequest?.length, headers, cut };
  });
  return `${JSON.stringify(heads)}\n${texts.join('')}`;
}

/** The bodies again. */
export function read(text: string): readonly (LoggedBodies | null)[] {
  const end = text.indexOf('\n');
  const heads = JSON.parse(text.slice(0, end)) as readonly (Head | null)[];
  let at = end + 1;
  const next = (length: number | undefined) => (length === undefined ? undefined : text.slice(at, (at += length)));
  return heads.map((head) => {
    if (head === null) return null;
    const { request, response, upstreamRequest, headers, cut } = head;
    return {
      request: next(request),
      response: next(response),
      ...(upstreamRequest !== undefined && { upstreamRequest: next(upstreamRequest)! }),
      ...(headers && { headers }),
      ...(cut && { cut }),
    };
  });
}
