import type { PromptCreate } from '@sluice/contract';
import { requestOf, type Problems } from '../request/body-of.ts';
import type { Column } from '../state/column.ts';
import type { Playground } from '../state/playground.ts';

type Saved = Pick<PromptCreate, 'string' | 'parameters' | 'model' | 'virtual_key' | 'tools' | 'tool_choice'>;

/** What is on the page as a prompt of the library, or what keeps it from being one. */
export type AsPrompt = { readonly ok: true; readonly prompt: Saved } | { readonly ok: false; readonly problems: Problems };

/**
 * The conversation and its settings as a prompt that asks this column's model.
 *
 * @param keys Slugs of the virtual keys that there are.
 */
export function promptOf(state: Playground, column: Column, keys: readonly string[]): AsPrompt {
  if (state.messages.length === 0) return { ok: false, problems: { messages: 'Write the messages of the prompt first' } };
  const written = requestOf(state, column, state.messages);
  if (!written.ok) return written;
  const {
    messages,
    model,
    tools,
    tool_choice: choice,
    prompt_id: _,
    variables: __,
    stream: ___,
    stream_options: ____,
    ...parameters
  } = written.request.body;
  const { key, name } = apart(typeof model === 'string' ? model : '', keys);
  return {
    ok: true,
    prompt: {
      string: JSON.stringify(messages, null, 2),
      parameters: { ...parameters, ...(name !== '' && { model: name }) },
      ...(name !== '' && { model: name }),
      virtual_key: key === '' ? null : key,
      tools: (tools as Saved['tools']) ?? null,
      tool_choice: (choice as Saved['tool_choice']) ?? null,
    },
  };
}

/** `@team/large` is the model `large` of the virtual key `team`. Where `team` is a provider and no key, it stays the model's name. */
function apart(model: string, keys: readonly string[]): { readonly key: string; readonly name: string } {
  const key = keys.find((each) => model.startsWith(`@${each}/`));
  return key === undefined ? { key: '', name: model } : { key, name: model.slice(key.length + 2) };
}

/** Whether a text has what a template takes for variables. */
export const hasTags = ({ messages }: Pick<Playground, 'messages'>): boolean => messages.some(({ text }) => text.includes('{{'));
