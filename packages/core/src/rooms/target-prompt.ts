import { FaultError } from '@sluice/provider-sdk';
import type { Caller } from '../caller.ts';
import type { TargetConfig } from '../config/config.ts';
import type { House, Prompt } from '../house.ts';
import type { Incoming } from '../incoming.ts';
import { bad, type Call } from './read-call.ts';

/** A stored prompt as one target will send it. */
export interface FilledPrompt {
  readonly prompt: Prompt;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Its words are all that is sent; else the request's own messages come behind them. */
  readonly alone: boolean;
}

export interface PromptQuestion {
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly config: TargetConfig | undefined;
  readonly call: Call;
}

/**
 * The stored prompt that a target sends: the one that the request asks for, else the target's own.
 *
 * @throws FaultError `invalid_request` for one that is not there, or where the address wants one and nobody names any.
 */
export function targetPrompt({ incoming, caller, config, call }: PromptQuestion, { prompts }: House): Prompt | undefined {
  if (call.prompt) return call.prompt;
  const ref = config?.promptId;
  if (ref === undefined) {
    if (incoming.prompt) throw bad(`Invalid prompt id: neither the address nor ${config?.label ?? 'a config'} names a prompt`, 'prompt_id');
    return undefined;
  }
  const prompt = prompts.find(ref, caller, config?.workspaces);
  if (prompt) return prompt;
  throw unknownPrompts([ref]);
}

export const unknownPrompts = (refs: readonly string[]) =>
  new FaultError({
    kind: 'invalid_request',
    message: `Following prompt_id are not valid: ${refs.join(', ')}. Name prompts that this gateway holds.`,
    param: 'x-portkey-config',
    code: 'invalid_prompt_id',
  });

/**
 * A prompt with what to put into it.
 *
 * @throws FaultError `invalid_request` for variables that are none, or an operation that takes no prompt.
 */
export function filledPrompt(prompt: Prompt, { door, body, prompt: asked }: Incoming): FilledPrompt | undefined {
  if (asked) return { prompt, variables: asked.variables, alone: true };
  if (door.kind !== 'operation' || body.kind === 'none') return undefined;
  if (body.kind !== 'json' || (door.operation !== 'chat' && door.operation !== 'completions'))
    throw bad(`"prompt_id" gives chat and completions their words, and ${door.operation} takes none`, 'prompt_id');
  const { root } = body.document;
  const variables = (root.has('variables') ? root.get('variables') : undefined) ?? {};
  if (typeof variables !== 'object' || Array.isArray(variables))
    throw bad('"variables" must be an object of names and values', 'variables');
  return { prompt, variables: variables as Record<string, unknown>, alone: false };
}
