/** Where a picture, a sound or a document is. */
export type Source =
  | { readonly kind: 'data'; readonly mediaType: string; readonly base64: string }
  | { readonly kind: 'url'; readonly url: string }
  /** Uploaded to the provider before. */
  | { readonly kind: 'id'; readonly id: string };

const DATA_URL = /^data:([^;,]*)((?:;[^;,]*)*),/i;

/** Reads an address: `data:` holds the thing itself. Without a type in it, `mediaType` is taken. */
export function sourceOf(url: string, mediaType = 'application/octet-stream'): Source {
  // The head alone is matched: a picture of megabytes is not for a regular expression.
  const head = DATA_URL.exec(url.slice(0, 200));
  if (!head) return { kind: 'url', url };
  const rest = url.slice(head[0].length);
  const base64 = /;base64/i.test(head[2]!) ? rest : Buffer.from(decodeURIComponent(rest)).toString('base64');
  return { kind: 'data', mediaType: head[1] === '' ? mediaType : head[1]!.toLowerCase(), base64 };
}

/** The address of a thing that may be data. */
export const urlOf = (source: Exclude<Source, { kind: 'id' }>): string =>
  source.kind === 'url' ? source.url : `data:${source.mediaType};base64,${source.base64}`;
