import type { Reply } from '../../../api/ask.ts';
import { NUMBERS, type AnswerForm, type Draft, type NumberName } from './draft.ts';
import { messagesOf, newMessage } from './messages.ts';

/** A version of a prompt as the gateway shows it. Of one that the config file declares some members are missing. */
export type Version = Reply<'GET /v1/prompts/{key}/versions'>['data'][number];

/** What a draft is made of. */
export type Written = Pick<
  Version,
  'prompt_template' | 'parameters' | 'model' | 'virtual_key' | 'tools' | 'tool_choice' | 'functions' | 'template_metadata' | 'ai_model_type'
>;

export const emptyDraft = (kind: Draft['kind']): Draft => ({
  kind,
  messages: [newMessage('system'), newMessage('user')],
  text: '',
  model: '',
  virtualKey: '',
  numbers: {},
  answer: 'text',
  schema: '',
  tools: '',
  toolChoice: '',
  more: '',
  rest: {},
});

/** A version, to be written on. */
export function draftOf(version: Written): Draft {
  const { prompt_template: template, model, virtual_key: virtualKey, tools, tool_choice: choice } = version;
  const messages = version.ai_model_type === 'completion' ? undefined : messagesOf(template);
  const { numbers, answer, schema, more } = split(version.parameters ?? {}, model);
  return {
    kind: version.ai_model_type === 'completion' ? 'completion' : messages ? 'chat' : 'raw',
    messages: messages ?? [],
    text: messages ? '' : template,
    model: model ?? '',
    virtualKey: virtualKey ?? '',
    numbers,
    answer,
    schema,
    tools: tools && tools.length > 0 ? pretty(tools) : '',
    toolChoice: typeof choice === 'string' ? choice : choice ? JSON.stringify(choice) : '',
    more,
    rest: {
      ...(version.functions && { functions: version.functions }),
      ...(version.template_metadata && { template_metadata: version.template_metadata }),
    },
  };
}

const NAMES: ReadonlySet<string> = new Set(NUMBERS.map(({ name }) => name));

function split(parameters: Readonly<Record<string, unknown>>, model: string | null | undefined) {
  const numbers: Partial<Record<NumberName, number>> = {};
  const more: Record<string, unknown> = {};
  let answer: AnswerForm = 'text';
  let schema = '';
  for (const [name, value] of Object.entries(parameters)) {
    if (NAMES.has(name) && typeof value === 'number') numbers[name as NumberName] = value;
    else if (name === 'response_format' && isPlain(value, 'json_object')) answer = 'json_object';
    else if (name === 'response_format' && isPlain(value, 'json_schema', 'json_schema')) {
      answer = 'json_schema';
      schema = pretty(value['json_schema']);
    } else if (name !== 'model' || value !== model) more[name] = value;
  }
  return { numbers, answer, schema, more: Object.keys(more).length > 0 ? pretty(more) : '' };
}

/** Whether a response format is of a type, and has no members but these. */
const isPlain = (value: unknown, type: string, ...members: readonly string[]): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  (value as { readonly type?: unknown }).type === type &&
  Object.keys(value).every((name) => name === 'type' || members.includes(name));

const pretty = (value: unknown) => JSON.stringify(value, null, 2);
