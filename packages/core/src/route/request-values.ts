import { isRealtime, plainHeader, type Incoming } from '../incoming.ts';

/** Where a request's answers to `metadata.tier`, `params.model`, `headers.x-team` and `url.pathname` stand. Wire spec §9.4. */
export function valueIn(
  name: string,
  { door, headers, path, query, body }: Incoming,
  metadata: Readonly<Record<string, string>> | undefined,
): unknown {
  if (name === 'url.pathname') return `/v1${path}`;
  const dot = name.indexOf('.');
  const rest = name.slice(dot + 1);
  switch (name.slice(0, dot)) {
    case 'metadata':
      return metadata && Object.hasOwn(metadata, rest) ? metadata[rest] : undefined;
    case 'headers':
      return plainHeader(headers, rest.toLowerCase());
    case 'params':
      if (isRealtime(door)) return new URLSearchParams(query).get(rest) ?? undefined;
      return body.kind === 'json' ? parameter(body.document.root, rest) : undefined;
    default:
      return undefined;
  }
}

/** A member of the body, deeper ones by their dotted path. */
function parameter(root: { has(name: string): boolean; get(name: string): unknown }, path: string): unknown {
  const [first, ...rest] = root.has(path) ? [path] : path.split('.');
  return rest.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined,
    root.get(first!),
  );
}
