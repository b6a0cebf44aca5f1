import { isObject } from '../request/read-json.ts';
import { readMessages } from '../request/read-messages.ts';
import type { Message } from '../state/message.ts';
import { PARAMETERS } from '../state/parameters.ts';
import { NO_SETTINGS, type Parameters, type Settings } from '../state/settings.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a request in chat's language puts on the page. */
export interface OnPage {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly settings: Settings;
}

/** Fills the page from the body of a request. What the page has no field for goes into the JSON beside them. */
export function bodyToPage(body: Body): OnPage {
  const { model, messages, stream, stream_options: _, tools, tool_choice: choice, response_format: format, ...others } = body;
  const known = Object.entries(others).filter(([name, value]) => PARAMETERS.some((each) => each.name === name && each.takes(value)));
  const rest = Object.fromEntries(
    Object.entries(others).filter(([name, value]) => value !== null && !known.some(([each]) => each === name)),
  );
  return {
    model: typeof model === 'string' ? model : '',
    messages: readMessages(messages),
    settings: {
      ...NO_SETTINGS,
      parameters: Object.fromEntries(known) as Parameters,
      tools: Array.isArray(tools) && tools.length > 0 ? pretty(tools) : '',
      toolChoice: choiceOf(choice),
      ...formatOf(format),
      extra: Object.keys(rest).length > 0 ? pretty(rest) : '',
      // Only who said that they want none get none: here the words are to be seen as they come.
      stream: stream !== false,
    },
  };
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

function choiceOf(choice: unknown): string {
  if (typeof choice === 'string') return choice;
  const called = isObject(choice) ? choice['function'] : undefined;
  return isObject(called) && typeof called['name'] === 'string' ? called['name'] : '';
}

function formatOf(format: unknown): Pick<Settings, 'format' | 'schema'> {
  if (!isObject(format)) return { format: 'text', schema: '' };
  if (format['type'] === 'json_schema' && isObject(format['json_schema']))
    return { format: 'json_schema', schema: pretty(format['json_schema']) };
  return { format: format['type'] === 'json_object' ? 'json_object' : 'text', schema: '' };
}
