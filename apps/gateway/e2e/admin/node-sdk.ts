import { Portkey } from 'portkey-ai';
import { methodOfNode, nodeFields, nodeMethod, nodeOptions } from './spelling.ts';
import { Refusal, type ClientOptions, type Fields, type Reply, type Sdk } from './sdk.ts';

/** The SDK for Node, asked in the words of the one for Python. */
export function nodeSdk(origin: string, options: ClientOptions, called = new Set<string>()): Sdk {
  const client = () => new Portkey({ baseURL: `${origin}/v1`, ...nodeOptions({ ...options }) });
  const sdk: Sdk = {
    name: 'Node',
    called,
    async call(method, ...given) {
      called.add(method);
      const args = given.map((each) => (typeof each === 'string' ? each : nodeFields(method, each)));
      try {
        return await plain(await bound(client(), nodeMethod(method))(...args));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        throw new Refusal((error as { readonly status?: number }).status, error.message, error.name);
      }
    },
    send: (verb, path, body) => sdk.call(verb, path, ...(body ? [body] : [])),
    with: (more) => nodeSdk(origin, { ...options, ...more }, called),
  };
  return sdk;
}

type Method = (...args: readonly unknown[]) => PromiseLike<unknown>;

function bound(client: object, path: string): Method {
  let owner: unknown;
  let found: unknown = client;
  for (const part of path.split('.')) {
    owner = found;
    found = (found as Readonly<Record<string, unknown>>)[part];
    if (found === undefined) throw new TypeError(`the SDK for Node has no ${path}`);
  }
  return (found as Method).bind(owner);
}

async function plain(given: unknown): Promise<Reply> {
  if (typeof given === 'object' && given !== null && Symbol.asyncIterator in given) {
    const chunks: unknown[] = [];
    for await (const chunk of given as AsyncIterable<unknown>) chunks.push(chunk);
    return { chunks };
  }
  // Its replies have a function among their members.
  return JSON.parse(JSON.stringify(given)) as Reply;
}

/** Every method of every resource of ours that a client has, by its path in Python. */
export function nodeInventory(origin: string, options: ClientOptions): Readonly<Record<string, readonly string[]>> {
  const client = new Portkey({ baseURL: `${origin}/v1`, ...nodeOptions({ ...options }) });
  return Object.fromEntries(
    Object.entries(client)
      .filter(([, part]) => isResource(part))
      .map(([name, part]) => [snakeCase(name), methodsBelow(part as object, snakeCase(name))]),
  );
}

function methodsBelow(thing: object, path: string): string[] {
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(thing)).filter((name) => name !== 'constructor');
  const below = Object.entries(thing).filter(([name, part]) => name !== 'client' && isResource(part));
  return [
    ...own.map((name) => methodAt(path, name)),
    ...below.flatMap(([name, part]) => methodsBelow(part as object, `${path}.${snakeCase(name)}`)),
  ];
}

/** Names that the SDK has otherwise than its own for Python are found before they are spelled otherwise. */
function methodAt(path: string, name: string): string {
  const known = methodOfNode(`${path}.${name}`);
  return known === `${path}.${name}` ? `${path}.${snakeCase(name)}` : known;
}

/** Resources keep the client that they are of. */
const isResource = (thing: unknown) => typeof thing === 'object' && thing !== null && 'client' in (thing as Fields);

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
