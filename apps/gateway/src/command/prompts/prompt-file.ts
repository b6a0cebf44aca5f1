import { isDeepStrictEqual } from 'node:util';
import { SettingsError } from '../../settings/environment.ts';
import type { Body } from '../gateway-client.ts';

/** Members of a version that a file has under the same name, if they say anything. */
const SAME = ['virtual_key', 'model', 'functions', 'tools', 'tool_choice', 'template_metadata', 'is_raw_template'] as const;

const MEMBERS: ReadonlySet<string> = new Set(['name', 'description', 'messages', 'string', 'parameters', ...SAME]);

/** A prompt as it stands in a file: a template that is JSON is written out as messages, to be read and compared line by line. */
export function promptFile(shown: Body): Body {
  const messages = messagesIn(shown['string']);
  const parameters = (shown['parameters'] ?? {}) as Body;
  return {
    name: shown['name'],
    ...(shown['prompt_version_description'] ? { description: shown['prompt_version_description'] } : {}),
    ...(messages ? { messages } : { string: shown['string'] }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...Object.fromEntries(SAME.filter((name) => says(name, shown, parameters)).map((name) => [name, shown[name]])),
  };
}

/** The gateway shows the model of the parameters again beside them. */
const says = (name: (typeof SAME)[number], shown: Body, parameters: Body): boolean =>
  Boolean(shown[name]) && !(name === 'model' && shown['model'] === parameters['model']);

/** The messages of a template that is JSON with or without anything filled in. */
function messagesIn(string: unknown): readonly unknown[] | undefined {
  try {
    const messages: unknown = JSON.parse(String(string));
    return Array.isArray(messages) && messages.every((each) => typeof each === 'object' && each !== null) ? messages : undefined;
  } catch {
    // A text, or JSON only once it is filled in.
    return undefined;
  }
}

/** What the file says of a version, as it is sent. @throws SettingsError naming the member that is wrong. */
export function promptVersion(file: Body, path: string): Body {
  const stray = Object.keys(file).find((name) => !MEMBERS.has(name));
  if (stray !== undefined) throw new SettingsError(path, `"${stray}" is none of ${[...MEMBERS].join(', ')}`);
  const { messages, string, parameters = {}, description = null } = file;
  if ((messages === undefined) === (string === undefined))
    throw new SettingsError(path, 'either "messages", a list, or "string", a template, is needed');
  if (messages !== undefined && !Array.isArray(messages)) throw new SettingsError(path, '"messages" must be a list');
  return {
    string: messages === undefined ? string : JSON.stringify(messages),
    parameters,
    version_description: description,
    ...Object.fromEntries(SAME.map((name) => [name, file[name] ?? (name === 'is_raw_template' ? 0 : null)])),
  };
}

/** Whether two versions, as files say them, are the same: templates that are JSON are compared as what they mean. */
export function sameVersion(one: Body, other: Body): boolean {
  const meant = ({ string, ...rest }: Body) => ({ ...rest, string: messagesIn(string) ?? string });
  return isDeepStrictEqual(meant(one), meant(other));
}
