/** Members of a body that differ from call to call and change nothing of the answer. */
const VOLATILE: ReadonlySet<string> = new Set([
  'user',
  'metadata',
  'store',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_retention',
]);

/** A request, as far as it decides what is answered. */
export interface AskedFor {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body?: string | undefined;
}

/** Where a request goes: what has no body is told apart by this alone. */
export const addressKey = ({ method, path }: AskedFor): string => `${method} ${path}`;

/**
 * What requests have in common that are the same: method, path and body, whatever the order of its members. Of a model named
 * `@slug/model` the model counts; a body that is no JSON does not count at all, because forms have another boundary every time.
 */
export function requestKey(asked: AskedFor): string {
  const body = parsed(asked.body);
  return typeof body === 'object' && body !== null
    ? `${addressKey(asked)} ${JSON.stringify(inOrder(withoutVolatile(body)))}`
    : addressKey(asked);
}

const withoutVolatile = (body: object) =>
  Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => !VOLATILE.has(name))
      .map(([name, value]: [string, unknown]) => [
        name,
        name === 'model' && typeof value === 'string' ? value.replace(/^@[^/]+\//, '') : value,
      ]),
  );

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, each]) => [name, inOrder(each)]),
  );
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A form, or sound: its address says what there is to say.
    return undefined;
  }
}
