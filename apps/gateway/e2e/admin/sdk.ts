/** What an SDK handed back, as plain JSON. */
export type Reply = Readonly<Record<string, unknown>>;

/** What a call is sent with: a resource's fields in snake case, as in Python. */
export type Fields = Readonly<Record<string, unknown>>;

/** Options of a client, as Python names them. */
export interface ClientOptions {
  readonly api_key?: string;
  readonly virtual_key?: string;
  readonly provider?: string;
  readonly config?: string | Fields;
  readonly metadata?: Fields;
}

/** One of Portkey's own SDKs, in front of the gateway. */
export interface Sdk {
  readonly name: 'Node' | 'Python' | 'async Python';
  /** The methods that it was asked for, by their path in Python. */
  readonly called: ReadonlySet<string>;
  /**
   * Calls a method of the SDK with what goes before its fields, and its fields.
   *
   * @throws Refusal What the SDK raised.
   */
  call(method: string, ...given: readonly (string | Fields)[]): Promise<Reply>;
  /** Asks an address below `/v1` by the way to any address that a client has. */
  send(verb: 'get' | 'post' | 'put' | 'delete', path: string, body?: Fields): Promise<Reply>;
  /** The same SDK with other options. */
  with(options: ClientOptions): Sdk;
}

/** What an SDK raises, in the words that it shows to its user. */
export class Refusal extends Error {
  /** Of the reply; undefined where the SDK itself did not like something. */
  readonly status: number | undefined;
  constructor(status: number | undefined, message: string, name: string) {
    super(message);
    this.status = status;
    this.name = name;
  }
}

/** What a call was refused with. */
export async function refusal(call: Promise<Reply>): Promise<{ readonly status: number | undefined; readonly message: string }> {
  const given = await call.then(
    (reply) => ({ reply }),
    (error: unknown) => ({ error }),
  );
  if ('reply' in given) throw new Error(`it was not refused, but answered ${JSON.stringify(given.reply)}`);
  if (!(given.error instanceof Refusal)) throw given.error;
  return { status: given.error.status, message: given.error.message };
}

/** What each of several calls was refused with. They are made at once, so that none may depend on another. */
export const refusals = (calls: readonly Promise<Reply>[]) => Promise.all(calls.map(refusal));

/** A member that is text. */
export function text(reply: Reply, name: string): string {
  const value = reply[name];
  if (typeof value !== 'string' || value === '') throw new Error(`"${name}" is no text in ${JSON.stringify(reply)}`);
  return value;
}

/** A member that is a list, `data` where nothing else is said. */
export function items(reply: Reply, name = 'data'): readonly Reply[] {
  const value = reply[name];
  if (!Array.isArray(value)) throw new Error(`"${name}" is no list in ${JSON.stringify(reply)}`);
  return value as readonly Reply[];
}
