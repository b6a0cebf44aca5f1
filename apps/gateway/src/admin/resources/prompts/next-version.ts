import type { PromptUpdate, PromptVersionMembers } from '@sluice/contract';
import type { JsonText, PromptVersionsTable } from '@sluice/store';
import { unmaskedTooling, type Called } from './masked-version.ts';
import { kindOfTemplate } from '../../../prompts/kind-of-template.ts';

/** What a version says, without what tells it from others. */
export type VersionContent = Omit<PromptVersionsTable, 'id' | 'prompt_id' | 'version' | 'created_at' | 'created_by'>;

const MEMBERS = [
  'string',
  'parameters',
  'virtual_key',
  'model',
  'functions',
  'tools',
  'tool_choice',
  'version_description',
  'template_metadata',
  'is_raw_template',
] as const satisfies readonly (keyof PromptVersionMembers)[];

/** The first version of a prompt. */
export const firstVersion = (given: PromptVersionMembers & { readonly string: string }): VersionContent =>
  withSecretsOf(contentOf(given), undefined);

/**
 * The version that a change makes; undefined where it says nothing of a version. Who sends `string` and `parameters`
 * sends a whole version, of which what is left out is not there; else what is left out stays as the latest version has it.
 */
export function nextVersion(latest: PromptVersionsTable, given: PromptUpdate): VersionContent | undefined {
  if (MEMBERS.every((name) => given[name] === undefined)) return undefined;
  const { string, parameters } = given;
  const whole = string !== undefined && parameters !== undefined && given.patch !== true;
  // Portkey keeps it beside the versions, so that a whole version need not name it.
  const content = whole
    ? contentOf({ virtual_key: latest.virtual_key, ...said(given), string })
    : contentOf({ ...membersOf(latest), version_description: null, ...said(given) });
  return withSecretsOf(content, latest);
}

/** What was sent back as it was shown, with the secrets that were not. */
function withSecretsOf(content: VersionContent, kept: VersionContent | undefined): VersionContent {
  const { parameters, tools } = unmaskedTooling(calledBy(content), kept && calledBy(kept));
  return { ...content, parameters: JSON.stringify(parameters), tools: written(tools) };
}

const calledBy = (version: VersionContent): Called => ({
  parameters: read(version.parameters) ?? {},
  tools: read(version.tools),
  virtual_key: version.virtual_key,
  model: version.model,
});

/** What a version says, as somebody would send it. */
const membersOf = (version: PromptVersionsTable): PromptVersionMembers & { readonly string: string } => ({
  string: version.string,
  parameters: read(version.parameters),
  virtual_key: version.virtual_key,
  model: version.model,
  functions: read(version.functions),
  tools: read(version.tools),
  tool_choice: read(version.tool_choice),
  template_metadata: read(version.template_metadata),
  is_raw_template: version.is_raw_template,
});

const said = (given: PromptVersionMembers) =>
  Object.fromEntries(MEMBERS.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));

function contentOf(given: PromptVersionMembers & { readonly string: string }): VersionContent {
  const { string, parameters, virtual_key: virtualKey, template_metadata: metadata } = given;
  return {
    string,
    parameters: JSON.stringify(parameters ?? {}),
    virtual_key: virtualKey ? virtualKey.replace(/^@/, '') : null,
    model: given.model ? given.model : null,
    kind: kindOf(given),
    functions: written(given.functions),
    tools: written(given.tools),
    tool_choice: given.tool_choice === '' ? null : written(given.tool_choice),
    template_metadata: written(metadata),
    is_raw_template: given.is_raw_template ? 1 : 0,
    description: given.version_description ? given.version_description : null,
  };
}

function kindOf({
  string,
  template_metadata: metadata,
  is_raw_template: raw,
}: PromptVersionMembers & { readonly string: string }): 'chat' | 'completion' {
  const named = metadata?.['ai_model_type'];
  if (named === 'chat' || named === 'completion') return named;
  return raw ? 'chat' : kindOfTemplate(string);
}

const written = (value: unknown): JsonText<unknown> | null => (value === undefined || value === null ? null : JSON.stringify(value));

/** What is kept was checked when it came. */
const read = <T>(text: JsonText<unknown> | null): T | null => (text === null ? null : (JSON.parse(text) as T));
