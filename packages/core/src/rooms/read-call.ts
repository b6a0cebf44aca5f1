import { FaultError, type JsonObject } from '@sluice/provider-sdk';
import type { Caller } from '../caller.ts';
import type { RouteConfig } from '../config/config.ts';
import type { House, Prompt } from '../house.ts';
import { isRealtime, type Incoming } from '../incoming.ts';
import { queryModel } from './query-model.ts';

/** What the rooms need to know of a body, checked. */
export interface Call {
  /** As the caller named it; what SDKs send for "none" counts as none. */
  readonly model: string | undefined;
  readonly streamed: boolean;
  /** The caller asked for the token counts of its stream. */
  readonly usageAsked: boolean;
  /** A stored prompt that the address or the body names. */
  readonly prompt: Prompt | undefined;
  /** It is a chat that brings no messages: a prompt has to. */
  readonly wantsMessages: boolean;
}

const NOTHING: Call = { model: undefined, streamed: false, usageAsked: false, prompt: undefined, wantsMessages: false };

/** Python's Portkey client puts this where no model was given. Seen on the wire of portkey-ai 2.3.1. */
const NO_MODEL = 'portkey-default';

/** The names under which clients send a prompt's slug on chat. Wire spec §3. */
export const PROMPT_MEMBERS = ['prompt_id', 'prompt_slug', 'promptId', 'promptID', 'promptSlug'] as const;

/** Members that decide something here. Given twice, one might be checked and the other obeyed, so twice is refused. */
const DECIDING: ReadonlySet<string> = new Set([
  'model',
  'stream',
  'stream_options',
  'messages',
  'tools',
  'tool_choice',
  'toolChoice',
  ...PROMPT_MEMBERS,
  'variables',
]);

/** Of these two even another spelling of the case counts: some servers read member names without regard to it. */
const DECIDING_IN_ANY_CASE: ReadonlySet<string> = new Set(['model', 'stream']);

export const bad = (message: string, param: string) => new FaultError({ kind: 'invalid_request', message, param, code: 'invalid_value' });

/**
 * Reads the members that Sluice acts on and checks those; all others are the provider's to judge.
 *
 * @throws FaultError `invalid_request` naming the member; `unauthenticated` for a stored prompt without a key.
 */
export function readCall(incoming: Incoming, caller: Caller, house: House): Call {
  const { body, door } = incoming;
  if (body.kind === 'bytes') return { ...NOTHING, model: body.model };
  if (isRealtime(door)) return { ...NOTHING, model: queryModel(incoming.query), streamed: true };
  if (body.kind !== 'json' || door.kind !== 'operation') return NOTHING;
  const { root } = body.document;
  refuseTwins(root);

  const model = root.text('model');
  if (model === undefined && root.has('model') && root.get('model') !== null) throw bad('"model" must be a string', 'model');
  const stream = root.has('stream') ? root.get('stream') : false;
  if (typeof stream !== 'boolean' && stream !== null) throw bad('"stream" must be true or false', 'stream');
  const options = root.object('stream_options');
  if (!options && root.has('stream_options') && root.get('stream_options') !== null)
    throw bad('"stream_options" must be an object', 'stream_options');

  const asked = incoming.prompt;
  const prompt = asked ? asked.prompt : door.operation === 'chat' ? namedPrompt(root, caller, house) : undefined;
  return {
    model: model === NO_MODEL || model === '' ? undefined : model,
    streamed: stream === true,
    usageAsked: options?.get('include_usage') === true,
    prompt,
    wantsMessages: door.operation === 'chat' && prompt === undefined && !hasMessages(root),
  };
}

/**
 * Sees that a request has words to send, and from one place only: its own, a prompt that it asks for, or those of its targets.
 *
 * @throws FaultError `invalid_request`
 */
export function requireWords({ prompt, wantsMessages }: Call, config: RouteConfig | undefined, { prompt: asked }: Incoming): void {
  const prompted = config !== undefined && config.references.prompts.length > 0;
  if (prompt && prompted) {
    throw bad(
      `You cannot pass config with prompt id in /v1/prompts route: the request asks for the prompt "${prompt.slug}", so leave "prompt_id" out of the config`,
      'x-portkey-config',
    );
  }
  if (asked && !prompt && !prompted)
    throw bad('Invalid prompt id: neither the address nor a target of the config names a prompt', 'prompt_id');
  if (wantsMessages && !asked && !prompted) throw missingMessages();
}

export const missingMessages = () => bad('"messages" is missing: chat needs an array of messages', 'messages');

function refuseTwins(root: JsonObject): void {
  const names = root.names();
  const seen = new Set<string>();
  for (const name of names) {
    const lower = name.length <= 6 ? name.toLowerCase() : name;
    const deciding = DECIDING_IN_ANY_CASE.has(lower) ? lower : DECIDING.has(name) ? name : undefined;
    if (deciding === undefined) continue;
    if (seen.has(deciding)) throw bad(`"${deciding}" is given twice: which one counts would be a guess, so send it once`, deciding);
    seen.add(deciding);
  }
}

/** The list that chat cannot do without, because Sluice itself reads it. */
function hasMessages(root: JsonObject): boolean {
  if (root.array('messages')) return true;
  if (root.has('messages')) throw bad('"messages" must be an array of messages', 'messages');
  return false;
}

function namedPrompt(root: JsonObject, caller: Caller, { prompts }: House): Prompt | undefined {
  for (const name of PROMPT_MEMBERS) {
    const slug = root.text(name);
    const prompt = slug === undefined ? undefined : prompts.find(slug, caller);
    if (prompt) return prompt;
  }
  return undefined;
}
