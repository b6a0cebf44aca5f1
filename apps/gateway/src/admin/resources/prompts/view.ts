import type { Prompt, PromptSummary, PromptVersion } from '@sluice/contract';
import type { JsonText, PromptVersionsTable, Schema, Vault } from '@sluice/store';
import type { Kysely } from 'kysely';
import { openParameters, openVersion } from '../../../prompts/sealed-version.ts';
import { maskedTooling, type Tooling } from './masked-version.ts';
import { latestVersion, type PromptRow } from './find.ts';

/** How a prompt stands in a list. */
export const summaryOf = (row: PromptRow, vault: Vault): PromptSummary => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  collection_id: row.collection_id,
  workspace_id: row.workspace_id,
  model: modelOf(row.model, () => openParameters({ id: row.version_id, parameters: row.parameters }, vault)),
  status: row.status,
  prompt_version: row.published_version,
  created_at: new Date(row.created_at).toISOString(),
  last_updated_at: new Date(row.updated_at).toISOString(),
  object: 'prompt',
  origin: 'api',
});

/** How a prompt looks: as its published version has it. */
export async function promptView(row: PromptRow, db: Kysely<Schema>, vault: Vault): Promise<Prompt> {
  const version = await db.selectFrom('prompt_versions').selectAll().where('id', '=', row.version_id).executeTakeFirstOrThrow();
  const { version: latest } = await latestVersion(row.id, db, vault);
  const labels = await labelsOf(row.id, db);
  return { ...summaryOf(row, vault), ...shown(openVersion(version, vault), row, labels), latest_version: latest };
}

/** How versions of a prompt look. */
export async function versionViews(
  versions: readonly PromptVersionsTable[],
  row: PromptRow,
  db: Kysely<Schema>,
  vault: Vault,
): Promise<readonly PromptVersion[]> {
  const labels = await labelsOf(row.id, db);
  return versions.map((version): PromptVersion => {
    const said = shown(openVersion(version, vault), row, labels);
    return {
      ...said,
      id: version.id,
      prompt_id: row.id,
      slug: row.slug,
      name: row.name,
      collection_id: row.collection_id,
      prompt_template: said.string,
      prompt_description: said.prompt_version_description,
      label_id: said.prompt_version_label_id,
      status: said.prompt_version_status,
      created_at: new Date(version.created_at).toISOString(),
      created_by: version.created_by,
      object: 'prompt',
    };
  });
}

interface ShownTooling extends Tooling {
  readonly tools: readonly unknown[] | null;
}

const parsed = (parameters: string) => JSON.parse(parameters) as Readonly<Record<string, unknown>>;

const shown = (version: PromptVersionsTable, { version_id: published }: PromptRow, labels: ReadonlyMap<string, string>) => ({
  string: version.string,
  ...(maskedTooling({ parameters: parsed(version.parameters), tools: read(version.tools) }) as ShownTooling),
  ai_model_type: version.kind,
  prompt_version: version.version,
  prompt_version_id: version.id,
  prompt_version_status: version.id === published ? ('active' as const) : ('archived' as const),
  prompt_version_description: version.description,
  prompt_version_label_id: labels.get(version.id) ?? null,
  virtual_key: version.virtual_key,
  model: modelOf(version.model, () => version.parameters),
  functions: read<readonly unknown[]>(version.functions),
  tool_choice: read<Readonly<Record<string, unknown>> | string>(version.tool_choice),
  template_metadata: read<Readonly<Record<string, unknown>>>(version.template_metadata),
  is_raw_template: version.is_raw_template,
});

/** Many name the model among the parameters. */
function modelOf(model: string | null, parameters: () => string): string | null {
  if (model !== null) return model;
  const named = parsed(parameters())['model'];
  return typeof named === 'string' ? named : null;
}

/** The label of each version that bears one. */
async function labelsOf(promptId: string, db: Kysely<Schema>): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('prompt_labels')
    .select(['version_id', 'label_id'])
    .where('prompt_id', '=', promptId)
    .orderBy('label_id')
    .execute();
  return new Map(rows.map((row) => [row.version_id, row.label_id]));
}

const read = <T>(text: JsonText<unknown> | null): T | null => (text === null ? null : (JSON.parse(text) as T));
