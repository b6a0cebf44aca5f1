import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { readChecked } from '../../../prompts/compile.ts';
import type { Template } from '../../../prompts/read-template.ts';
import { readReference } from '../../../prompts/reference.ts';
import type { Declared } from '../../../stored/declared.ts';
import { refused } from '../../admin-fault.ts';
import type { VersionContent } from './next-version.ts';

/** Where a prompt is. */
export interface Surroundings {
  readonly workspaceId: string | null;
  readonly declared: Declared;
  readonly db: Kysely<Schema>;
}

/**
 * Refuses a version that can never work: a template that cannot be read, or a virtual key that is not there.
 *
 * @param before The virtual key of the version before, which may have gone since: who mends something else is not told so.
 * @returns What the template names and is not there yet, in a sentence each.
 * @throws FaultError `invalid_request`
 */
export async function checkVersion(content: VersionContent, before: string | null, where: Surroundings): Promise<readonly string[]> {
  const template = readChecked(content.string);
  if (content.kind === 'chat') refuseNoMessages(content.string, template);
  const { virtual_key: virtualKey } = content;
  if (
    virtualKey !== null &&
    virtualKey !== before &&
    !where.declared.virtualKeys.has(virtualKey) &&
    !(await isHere('providers', virtualKey, where))
  )
    throw refused(
      'invalid_request',
      `There is no virtual key or provider "${virtualKey}" in this workspace`,
      'virtual_key',
      'invalid_value',
    );
  const named = new Set(template.partials.flatMap(({ from, name }) => (from === 'template' ? [readReference(name).name] : [])));
  const missing: string[] = [];
  for (const name of named)
    if (!where.declared.partials.has(name) && !(await isHere('partials', name, where)))
      missing.push(`The template names the partial "${name}", which is not here: calls are refused until it is`);
  return missing;
}

/** With nothing to fill in, a template is what it will always be. */
function refuseNoMessages(text: string, { pieces }: Template): void {
  if (pieces.some(({ kind }) => kind !== 'text')) return;
  const why = whyNoMessages(text);
  if (why === undefined) return;
  throw refused(
    'invalid_request',
    `Error in parsing prompt template: a prompt for chat is JSON text of a list of messages, and ${why}. If it is for completions, say so: "template_metadata": {"ai_model_type": "completion"}`,
    'string',
    'invalid_prompt_template',
  );
}

function whyNoMessages(text: string): string | undefined {
  try {
    const messages: unknown = JSON.parse(text);
    return Array.isArray(messages) ? undefined : 'this is no list';
  } catch (error) {
    return `this is not JSON (${(error as Error).message})`;
  }
}

async function isHere(table: 'providers' | 'partials', name: string, { workspaceId, db }: Surroundings): Promise<boolean> {
  const found = await db
    .selectFrom(table)
    .select('workspace_id')
    .where((where) => where.or([where('slug', '=', name), where('id', '=', name)]))
    .executeTakeFirst();
  return found !== undefined && (found.workspace_id === null || found.workspace_id === workspaceId);
}
