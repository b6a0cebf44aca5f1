import type { CredentialGroups, ProviderAdapter } from '../adapter.ts';
import type { Json } from '../codec.ts';
import { FaultError } from '../fault.ts';
import type { Fields } from '../fields.ts';
import { authToolsOf } from './auth-tools.ts';
import { callOperation } from './call-operation.ts';
import type { Answered, CallableOperation, CallOptions, Client, ClientOptions, Streamable } from './client.ts';
import { lowerCase } from './lower-case.ts';
import type { Means } from './means.ts';
import { networkBy, networkWithin } from './send.ts';
import { secretsIn, settle, type ClientSettings } from './settings.ts';
import { byAuthor, saidBy } from './told-fault.ts';

const TEN_MINUTES_MS = 600_000;

/**
 * A typed client of one provider: `createClient(groq, { apiKey }).chat({ model, messages })`.
 *
 * @throws FaultError where a setting is missing, which it names.
 */
export function createClient<F extends Fields, Groups extends CredentialGroups>(
  adapter: ProviderAdapter<F, Groups>,
  settings: NoInfer<ClientSettings<F, Groups>>,
  options: ClientOptions = {},
): Client {
  const means = meansOf(adapter as unknown as ProviderAdapter, settings as Readonly<Record<string, string | undefined>>, options);
  const call = (name: CallableOperation, body: Json | FormData | undefined, own: CallOptions = {}) =>
    callOperation({ name, body, options: own }, means);
  const whole =
    <Reply>(name: CallableOperation) =>
    async (request: Json | FormData | undefined, own?: CallOptions): Promise<Reply> =>
      jsonOf(await call(name, request, own), means) as Reply;
  const either = <Request, Reply, Event>(name: CallableOperation): Streamable<Request, Reply, Event> =>
    (async (request: Json, own?: CallOptions) => {
      const answered = await call(name, request, own);
      return request['stream'] === true ? eventsOf(answered, means) : jsonOf(answered, means);
    }) as Streamable<Request, Reply, Event>;
  const heard =
    <Reply>(name: CallableOperation) =>
    async (form: FormData, own?: CallOptions): Promise<Reply> =>
      wordsOf(await call(name, form, own), means) as Reply;
  const list = whole<Awaited<ReturnType<Client['models']>>>('models');
  return {
    chat: either('chat'),
    completions: either('completions'),
    responses: either('responses'),
    messages: either('messages'),
    embeddings: whole('embeddings'),
    rerank: whole('rerank'),
    moderations: whole('moderations'),
    images: whole('images'),
    speech: async (request, own) => mediaOf(await call('speech', request, own), means),
    transcriptions: heard('transcriptions'),
    translations: heard('translations'),
    models: (own) => list(undefined, own),
    call,
  };
}

function meansOf(adapter: ProviderAdapter, given: Readonly<Record<string, string | undefined>>, options: ClientOptions): Means {
  const { baseURL, headers, timeoutMs = TEN_MINUTES_MS, now = Date.now } = options;
  const settings = settle({ adapter, given, elsewhere: baseURL !== undefined });
  const secrets = secretsIn(adapter, settings);
  const base = baseURL ?? byAuthor({ adapter, secrets }, 'naming its address', () => adapter.baseURL(settings));
  if (base === undefined || !URL.canParse(base)) {
    throw new FaultError({
      kind: 'invalid_request',
      message:
        base === undefined
          ? `${adapter.name} has no address of its own: give the baseURL option`
          : 'baseURL is no address: it begins with https://',
      param: 'baseURL',
      code: 'invalid_base_url',
    });
  }
  const network = networkBy((input, init) => (options.fetch ?? globalThis.fetch)(input, init));
  const { answer } = adapter;
  return {
    adapter,
    settings,
    base: base.replace(/\/+$/, ''),
    headers: lowerCase(headers),
    secrets,
    // A server elsewhere speaks for itself.
    network: answer && baseURL === undefined ? networkWithin(answer) : network,
    timeoutMs,
    now,
    tools: authToolsOf(network, now),
  };
}

function jsonOf(answered: Answered, means: Means): Json {
  if (answered.kind === 'json') return answered.json;
  throw otherwise(answered, 'JSON', means);
}

function eventsOf(answered: Answered, means: Means): AsyncIterable<Json> {
  if (answered.kind === 'stream') return answered.events;
  throw otherwise(answered, 'a stream', means);
}

function mediaOf(answered: Answered, means: Means): { readonly contentType: string; readonly bytes: Uint8Array } {
  if (answered.kind === 'media') return { contentType: answered.contentType, bytes: answered.bytes };
  throw otherwise(answered, 'sound', means);
}

/** Words come as JSON, or as they are in the format that the form asked for. */
function wordsOf(answered: Answered, means: Means): Json {
  return answered.kind === 'media' ? { text: new TextDecoder().decode(answered.bytes) } : jsonOf(answered, means);
}

function otherwise(answered: Answered, wanted: string, means: Means): FaultError {
  // Nobody will read it.
  if (answered.kind === 'stream') void answered.events[Symbol.asyncIterator]().return?.();
  const came = { json: 'JSON', media: 'bytes', stream: 'a stream' }[answered.kind];
  return saidBy(means, { kind: 'unreadable_reply', message: `the provider was asked for ${wanted} and answered with ${came}` });
}
