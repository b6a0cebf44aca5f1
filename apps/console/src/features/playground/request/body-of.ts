import { promptReference, type Column } from '../state/column.ts';
import type { Message } from '../state/message.ts';
import type { Playground } from '../state/playground.ts';
import type { Settings } from '../state/settings.ts';
import { isObject, readJson } from './read-json.ts';
import { variablesOf } from './variables-of.ts';
import { wireMessage } from './wire-messages.ts';

/** A call, ready to be sent: or copied as code. */
export interface Request {
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the gateway's own headers, without their beginning: `config`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What keeps a call from being sent, by the field in which it stands. */
export type Problems = Readonly<Partial<Record<'column' | 'messages' | 'tools' | 'schema' | 'metadata' | 'extra', string>>>;

export type Written = { readonly ok: true; readonly request: Request } | { readonly ok: false; readonly problems: Problems };

/** The call that a column makes of what is on the page. */
export function requestOf({ settings, variables }: Playground, column: Column, messages: readonly Message[]): Written {
  const tools = readJson(settings.tools, 'list');
  const schema = settings.format === 'json_schema' ? readSchema(settings.schema) : { ok: true as const, value: undefined };
  const metadata = readJson(settings.metadata, 'object');
  const extra = readJson(settings.extra, 'object');
  const problems: Problems = {
    ...(isNobody(column) && { column: column.kind === 'prompt' ? 'Choose a prompt' : 'Choose a model, or a config that names one' }),
    ...(column.kind === 'model' && messages.length === 0 && { messages: 'Write a message first' }),
    ...(!tools.ok && { tools: tools.problem }),
    ...(!schema.ok && { schema: schema.problem }),
    ...(!metadata.ok && { metadata: metadata.problem }),
    ...(!extra.ok && { extra: extra.problem }),
  };
  if (Object.keys(problems).length > 0 || !tools.ok || !schema.ok || !metadata.ok || !extra.ok) return { ok: false, problems };
  return {
    ok: true,
    request: {
      body: {
        ...whoIsAsked(column, variables),
        messages: messages.map(wireMessage),
        ...settings.parameters,
        ...(tools.value && tools.value.length > 0 && { tools: tools.value, ...toolChoice(settings.toolChoice) }),
        ...responseFormat(settings, schema.value),
        ...(settings.stream && { stream: true, stream_options: { include_usage: true } }),
        ...extra.value,
      },
      headers: {
        ...(column.config !== '' && { config: column.config }),
        ...(metadata.value && { metadata: JSON.stringify(metadata.value) }),
      },
    },
  };
}

const isNobody = ({ kind, model, prompt, config }: Column) => (kind === 'prompt' ? prompt === '' : model.trim() === '' && config === '');

const whoIsAsked = (column: Column, variables: Readonly<Record<string, string>>) =>
  column.kind === 'prompt'
    ? { prompt_id: promptReference(column), variables: variablesOf(variables) }
    : column.model.trim() === ''
      ? {}
      : { model: column.model.trim() };

function toolChoice(choice: string): Readonly<Record<string, unknown>> {
  if (choice === '') return {};
  if (['auto', 'none', 'required'].includes(choice)) return { tool_choice: choice };
  return { tool_choice: { type: 'function', function: { name: choice } } };
}

function readSchema(text: string) {
  const read = readJson(text, 'object');
  return read.ok && read.value === undefined ? { ok: false as const, problem: 'Write the schema of the answer' } : read;
}

function responseFormat({ format }: Settings, schema: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> {
  if (format === 'text') return {};
  if (format === 'json_object' || schema === undefined) return { response_format: { type: 'json_object' } };
  // Somebody may paste the schema alone, or with the name and the strictness that go with it.
  const named = isObject(schema['schema']) ? schema : { name: 'answer', strict: true, schema };
  return { response_format: { type: 'json_schema', json_schema: named } };
}
