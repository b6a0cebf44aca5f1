import type { Json } from '@sluice/provider-sdk';

/**
 * What a chat caller sees of a reply or a chunk that a codec wrote. Strict, nothing beyond OpenAI's own set; else the
 * provider's own word for the end, its signed blocks, and its own members where they belong.
 */
export function presentChat(said: Json, strict: boolean): Json {
  const { extras, choices, usage, ...rest } = said;
  return {
    ...rest,
    choices: Array.isArray(choices) ? choices.map((choice: Json) => presentChoice(choice, strict)) : [],
    ...(usage !== undefined && { usage: spread(usage as Json, strict) }),
    ...(strict ? {} : (extras as Json | undefined)),
  };
}

function presentChoice(choice: Json, strict: boolean): Json {
  const { native_finish_reason: native, extras, message, delta, ...rest } = choice;
  const said = (message ?? delta) as Json | undefined;
  return {
    ...rest,
    ...(said && { [message === undefined ? 'delta' : 'message']: presentMessage(said, strict) }),
    ...(!strict && native !== undefined && { finish_reason: native }),
    ...(strict ? {} : (extras as Json | undefined)),
  };
}

function presentMessage(said: Json, strict: boolean): Json {
  if (!('content_blocks' in said) && !('extras' in said)) return said;
  if (!strict) return spread(said, strict);
  const { content_blocks: _blocks, ...rest } = said;
  return spread(rest, strict);
}

function spread(said: Json, strict: boolean): Json {
  if (!('extras' in said)) return said;
  const { extras, ...rest } = said;
  return strict ? rest : { ...rest, ...(extras as Json) };
}

/** Whether strict presentation leaves anything of a chunk: one that held only what is not shown is not sent. */
export function saysNothing(chunk: Json): boolean {
  if (chunk['usage'] !== undefined) return false;
  const choices = chunk['choices'] as readonly { readonly delta?: Json; readonly finish_reason?: unknown; readonly logprobs?: unknown }[];
  return (
    choices.every(
      ({ delta, finish_reason: finish, logprobs, ...others }) =>
        (finish === null || finish === undefined) &&
        (logprobs === null || logprobs === undefined) &&
        Object.keys(delta ?? {}).length === 0 &&
        Object.keys(others).every((name) => name === 'index'),
    ) && Object.keys(chunk).every((name) => COMMON.has(name))
  );
}

const COMMON: ReadonlySet<string> = new Set(['id', 'object', 'created', 'model', 'choices', 'service_tier', 'system_fingerprint']);
