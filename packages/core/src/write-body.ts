import {
  FaultError,
  JsonSyntaxError,
  type JsonDocument,
  type JsonObject,
  type OperationName,
  type SameDialect,
  type Target as OperationTarget,
} from '@sluice/provider-sdk';
import { dropPath } from './drop-path.ts';
import { askedModel, withoutAlias } from './rooms/asked-model.ts';
import { bad, missingMessages, PROMPT_MEMBERS, type Call } from './rooms/read-call.ts';
import type { FilledPrompt } from './rooms/target-prompt.ts';
import type { Target } from './target.ts';
import type { Reached } from './translate/reach.ts';
import { asBuffer } from './wire/as-buffer.ts';

/** The body as it will be sent, and what it says. */
export interface WrittenBody {
  readonly bytes: Buffer;
  readonly model: string | undefined;
  /** We ask for token counts that the caller did not ask for. */
  readonly usageAdded: boolean;
  readonly streamed: boolean;
  /** The beginning of the answer stands at its end. */
  readonly prefilled: boolean;
  readonly reasons: boolean;
  /** Answers asked for. */
  readonly choices: number;
  readonly reached: Reached;
}

/** Operations that nobody can do without naming a model. */
const NEEDS_MODEL: ReadonlySet<OperationName> = new Set<OperationName>(['chat', 'completions', 'embeddings', 'speech']);

/** Members by which thinking is asked for, in the dialects that have any. */
const REASONING = ['reasoning_effort', 'reasoning', 'thinking'] as const;

export interface BodyQuestion {
  readonly document: JsonDocument;
  readonly call: Call;
  readonly target: Target;
  readonly name: OperationName;
  /** How the model that was chosen is reached. */
  readonly reach: (model: string | undefined, body: JsonObject) => Reached;
  /** Other names for the provider's models, as the operator gave them. */
  readonly aliases: Readonly<Record<string, string>> | undefined;
  /** The model to send whatever the body says. */
  readonly instead: string | undefined;
  /** The beginning of the answer, for the model to go on from. */
  readonly prefill: string | undefined;
}

/**
 * The caller's body as this target wants it: a stored prompt put in, the config's parameters applied, our own
 * members and what the provider refuses taken out. A body that needs none of it goes out as the very bytes that came.
 */
export function writeBody(question: BodyQuestion): WrittenBody {
  try {
    return written(question);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new FaultError({
      kind: 'invalid_request',
      message: `The body cannot be worked on: ${error.message}`,
      param: 'body',
      code: 'body_too_complex',
    });
  }
}

function written(question: BodyQuestion): WrittenBody {
  const { document, call, target, name, reach, prefill } = question;
  const fresh = document.fresh();
  const body = fresh.root;
  if (name === 'chat') takeOutOurs(body);
  if (target.prompt) putPrompt(body, target.prompt, name);
  for (const parameter in target.defaultParams) body.setDefault(parameter, target.defaultParams[parameter]);
  for (const parameter in target.overrideParams) body.set(parameter, target.overrideParams[parameter]);
  // Some target of the config has a prompt, and this one has none.
  if (call.wantsMessages && !body.has('messages')) throw missingMessages();

  const model = chooseModel(body, question);
  if (model === undefined && NEEDS_MODEL.has(name)) {
    throw new FaultError({
      kind: 'invalid_request',
      message: '"model" is missing: name one in the body, the config or the prompt',
      param: 'model',
      code: 'missing_model',
    });
  }
  const reached = reach(model, body);
  // What is translated is prepared in the words it is sent in.
  const direct = reached.kind === 'direct' ? reached.operation : undefined;
  // An answer that came by way of chat may be in the history of one that needs no translation.
  if (reached.kind === 'direct') reached.bridge?.forget(body);
  const place = { model, settings: target.settings };
  direct?.prepare?.(body, place);
  for (const path of target.dropParams) dropPath(body, path);
  const prefilled = prefill !== undefined && appendBeginning(body, prefill);
  const usageAdded = direct ? askForUsage(body, direct, place) : true;
  const choices = body.has('n') ? body.get('n') : 1;
  return {
    bytes: asBuffer(fresh.toBytes()),
    model,
    usageAdded,
    prefilled,
    streamed: body.has('stream') && body.get('stream') === true,
    reasons: REASONING.some((member) => body.has(member)),
    choices: typeof choices === 'number' && choices > 1 ? choices : 1,
    reached,
  };
}

function takeOutOurs(body: JsonObject): void {
  if (PROMPT_MEMBERS.some((member) => body.has(member))) body.drop(...PROMPT_MEMBERS, 'variables');
  body.rename('toolChoice', 'tool_choice');
}

/** Puts the beginning of an answer behind the messages, whoever wrote them; false where there are none to put it behind. */
export function appendBeginning(body: JsonObject, text: string): boolean {
  const beginning = { role: 'assistant', content: text };
  const messages = body.array('messages');
  if (messages) {
    messages.append([beginning]);
    return true;
  }
  // A config has set them.
  const set = body.has('messages') ? body.get('messages') : undefined;
  if (!Array.isArray(set)) return false;
  body.set('messages', [...(set as readonly unknown[]), beginning]);
  return true;
}

/**
 * Puts a stored prompt into a body. Its messages come first and then the request's own, unless the address asks for the
 * prompt itself; a text is never but its own.
 */
function putPrompt(body: JsonObject, { prompt, variables, alone }: FilledPrompt, operation: OperationName): void {
  if (prompt.kind !== (operation === 'chat' ? 'chat' : 'completion')) {
    const [is, where] = prompt.kind === 'chat' ? ['messages', 'chat/completions'] : ['a text', 'completions'];
    throw bad(`The stored prompt "${prompt.slug}" is ${is}: send it to /v1/${where}`, 'prompt_id');
  }
  if (!alone) body.drop('variables');
  if (prompt.kind === 'completion') return body.set('prompt', prompt.render(variables));
  const messages = prompt.render(variables);
  const given = alone ? undefined : body.array('messages');
  if (given) given.prepend(messages);
  else body.set('messages', messages);
}

/** The model to send; written into the body only where the body says another. */
function chooseModel(body: JsonObject, { call, target, aliases, instead }: BodyQuestion): string | undefined {
  const inBody = body.text('model');
  const { overrideParams, defaultParams, model: named } = target;
  const asked = askedModel({ overridden: overrideParams['model'], named, said: call.model, byDefault: defaultParams['model'] });
  const model = instead ?? withoutAlias(asked, aliases);
  if (model === undefined) body.drop('model');
  else if (model !== inBody) body.set('model', model);
  return model;
}

/** Asks for the token counts of a stream where the provider gives them only on request. */
export function askForUsage(body: JsonObject, { streamUsage }: SameDialect, target: OperationTarget): boolean {
  const told = typeof streamUsage === 'function' ? streamUsage(target) : streamUsage;
  if (told !== 'asked' || body.get('stream') !== true) return false;
  const options = body.object('stream_options');
  if (options?.get('include_usage') === true) return false;
  if (options) options.set('include_usage', true);
  else body.set('stream_options', { include_usage: true });
  return true;
}
