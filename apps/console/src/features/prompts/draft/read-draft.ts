import type { PromptVersionMembers } from '@sluice/contract';
import type { Draft } from './draft.ts';
import { templateOf } from './messages.ts';

/** Fields of a draft that can be wrong: a message by its key, or a member. */
export type Field = `message-${number}` | 'text' | 'schema' | 'tools' | 'toolChoice' | 'more';

/** What a draft comes to. */
export interface ReadDraft {
  /** All that a version has; undefined while something is wrong. */
  readonly members: (Required<Pick<PromptVersionMembers, 'string'>> & PromptVersionMembers) | undefined;
  readonly problems: Readonly<Partial<Record<Field, string>>>;
}

/** Reads a draft as what is saved. Every member is there, so that what was taken out is no more. */
export function readDraft(draft: Draft): ReadDraft {
  const problems: Partial<Record<Field, string>> = {};
  const read = (field: Field, text: string, is: (value: unknown) => boolean, want: string): unknown => {
    if (text.trim() === '') return undefined;
    const value = parsed(text);
    if (value !== undefined && is(value)) return value;
    problems[field] = value === undefined ? `This is not JSON: ${want}` : `This must be ${want}`;
    return undefined;
  };
  for (const { key, text, inParts } of draft.kind === 'chat' ? draft.messages : [])
    if (inParts && parsed(text) === undefined) problems[`message-${key}`] = 'This is not JSON: write a list of parts';
  const tools = read('tools', draft.tools, Array.isArray, 'a list of tools, [{"type": "function", …}]');
  const more = read('more', draft.more, isObject, 'an object, {"stop": ["END"]}');
  const schema = draft.answer === 'json_schema' ? read('schema', draft.schema, isObject, 'an object with a name and a schema') : undefined;
  if (draft.answer === 'json_schema' && draft.schema.trim() === '') problems.schema = 'Say which schema, {"name": "reply", "schema": {…}}';
  const choice = /^\s*\{/.test(draft.toolChoice) ? read('toolChoice', draft.toolChoice, isObject, 'an object') : draft.toolChoice.trim();
  if (draft.kind !== 'chat' && draft.text.trim() === '') problems.text = 'Write what the model is to be told';
  if (Object.keys(problems).length > 0) return { members: undefined, problems };
  return {
    problems,
    members: {
      string: draft.kind === 'chat' ? templateOf(draft.messages) : draft.text,
      parameters: {
        ...(more as object | undefined),
        ...draft.numbers,
        ...(draft.answer === 'json_object' && { response_format: { type: 'json_object' } }),
        ...(schema !== undefined && { response_format: { type: 'json_schema', json_schema: schema } }),
      },
      model: draft.model.trim() || null,
      virtual_key: draft.virtualKey || null,
      tools: (tools as readonly unknown[] | undefined) ?? null,
      tool_choice: (choice as string | Readonly<Record<string, unknown>> | undefined) || null,
      functions: draft.rest.functions ?? null,
      template_metadata: { ...draft.rest.template_metadata, ai_model_type: draft.kind === 'completion' ? 'completion' : 'chat' },
      is_raw_template: draft.kind === 'raw' ? 1 : 0,
    },
  };
}

/** Whether two drafts come to the same. One that comes to nothing is like no other. */
export function isSame(one: Draft, other: Draft): boolean {
  const [first, second] = [readDraft(one).members, readDraft(other).members];
  return first !== undefined && second !== undefined && JSON.stringify(first) === JSON.stringify(second);
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
