import { FaultError, type JsonObject, type OperationName } from '@sluice/provider-sdk';
import { requireKey, type Caller } from '../caller.ts';
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
  /** A stored prompt that the body names. */
  readonly prompt: Prompt | undefined;
  readonly promptVariables: Readonly<Record<string, unknown>>;
}

const NOTHING: Call = { model: undefined, streamed: false, usageAsked: false, prompt: undefined, promptVariables: {} };

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

const bad = (message: string, param: string) => new FaultError({ kind: 'invalid_request', message, param, code: 'invalid_value' });

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

  const { prompt, variables } = door.operation === 'chat' ? namedPrompt(root, caller, house) : { prompt: undefined, variables: {} };
  checkShape(root, door.operation, prompt);
  return {
    model: model === NO_MODEL || model === '' ? undefined : model,
    streamed: stream === true,
    usageAsked: options?.get('include_usage') === true,
    prompt,
    promptVariables: variables,
  };
}

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

/** The lists that an operation cannot do without, where Sluice itself reads them. */
function checkShape(root: JsonObject, operation: OperationName, prompt: Prompt | undefined): void {
  if (operation !== 'chat') return;
  if (root.array('messages')) return;
  if (root.has('messages')) throw bad('"messages" must be an array of messages', 'messages');
  if (!prompt) throw bad('"messages" is missing: chat needs an array of messages', 'messages');
}

function namedPrompt(root: JsonObject, caller: Caller, { prompts }: House) {
  for (const name of PROMPT_MEMBERS) {
    const slug = root.text(name);
    const prompt = slug === undefined ? undefined : prompts.find(slug);
    if (!prompt) continue;
    requireKey(caller, `The stored prompt "${prompt.slug}"`);
    const variables = root.get('variables') ?? {};
    if (typeof variables !== 'object' || Array.isArray(variables))
      throw bad('"variables" must be an object of names and values', 'variables');
    return { prompt, variables: variables as Record<string, unknown> };
  }
  return { prompt: undefined, variables: {} };
}
