import type { PromptVersionsTable } from '@sluice/store';
import { inTooling, type Tooling } from '../../admin/resources/prompts/masked-version.ts';
import { openVersion } from '../../prompts/sealed-version.ts';
import { kindOfPrompt } from '../../config-file/build/kind-of-prompt.ts';
import type { PartialEntry, PromptEntry } from '../../config-file/entries.ts';
import { hidden } from './configs.ts';
import { escaped, telling } from './escaped.ts';
import type { Source } from './source.ts';

/** All prompts that can be used, with all their versions and what these are labelled. */
export async function exportPrompts({ store: { db, vault }, names, variables, leaveOut }: Source): Promise<readonly PromptEntry[]> {
  const rows = await db.selectFrom('prompts').selectAll().orderBy('created_at').orderBy('id').execute();
  const labels = await db
    .selectFrom('prompt_labels')
    .innerJoin('labels', 'labels.id', 'prompt_labels.label_id')
    .select(['prompt_labels.version_id', 'labels.name'])
    .execute();
  const labelsOf = (id: string) => labels.filter((each) => each.version_id === id).map(({ name }) => name);
  const entries: PromptEntry[] = [];
  for (const row of rows) {
    if (row.status !== 'active') {
      leaveOut(`the prompt "${row.slug}"`, 'it is archived');
      continue;
    }
    const versions = await db.selectFrom('prompt_versions').selectAll().where('prompt_id', '=', row.id).orderBy('version').execute();
    entries.push(
      versioned<PromptVersionsTable, PromptEntry>(row, versions, names.workspace(row.workspace_id), (version) =>
        promptVersion(openVersion(version, vault), labelsOf(version.id), names.withSlugs, (text, path) =>
          variables.hide(text, 'PROMPT', row.slug, String(version.version), path),
        ),
      ),
    );
  }
  return entries;
}

/** The partials that can be used, with all their versions. */
export async function exportPartials({ store: { db }, names, leaveOut }: Source): Promise<readonly PartialEntry[]> {
  const rows = await db.selectFrom('partials').selectAll().orderBy('created_at').orderBy('id').execute();
  const entries: PartialEntry[] = [];
  for (const row of rows) {
    if (row.status !== 'active') {
      leaveOut(`the partial "${row.slug}"`, 'it is archived');
      continue;
    }
    const versions = await db.selectFrom('partial_versions').selectAll().where('partial_id', '=', row.id).orderBy('version').execute();
    const written = ({ string, description }: (typeof versions)[number]) => ({
      string: escaped(string),
      version_description: escaped(description) ?? undefined,
    });
    entries.push(versioned<(typeof versions)[number], PartialEntry>(row, versions, names.workspace(row.workspace_id), written));
  }
  return entries;
}

interface Thing {
  readonly slug: string;
  readonly name: string;
  readonly version_id: string;
}

/** The published version at the top, the others below. */
function versioned<V extends { readonly id: string; readonly version: number }, Entry>(
  { slug, name, version_id: published }: Thing,
  versions: readonly V[],
  workspace: string | undefined,
  written: (version: V) => Readonly<Record<string, unknown>>,
): Entry {
  const top = versions.find(({ id }) => id === published)!;
  const others = versions.filter((each) => each !== top);
  const numbered = (version: V) => (version.version > 1 || others.length > 0 ? { version: version.version } : {});
  return {
    slug,
    ...(name !== slug && { name: escaped(name) }),
    ...(workspace !== undefined && { workspace }),
    ...numbered(top),
    ...defined(written(top)),
    ...(others.length > 0 && { other_versions: others.map((each) => ({ ...numbered(each), ...defined(written(each)) })) }),
  } as Entry;
}

const defined = (members: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

function promptVersion(
  version: PromptVersionsTable,
  labels: readonly string[],
  withSlugs: (text: string) => string,
  hide: (secret: string, path: string) => string,
): Readonly<Record<string, unknown>> {
  const metadata = read<Readonly<Record<string, unknown>>>(version.template_metadata);
  const { string, kind } = version;
  const { parameters, tools } = hiddenTooling({ parameters: read(version.parameters) ?? {}, tools: read(version.tools) }, hide);
  const seen = kindOfPrompt({ string, ...(metadata && { template_metadata: metadata }) });
  return {
    labels: labels.length > 0 ? labels : undefined,
    version_description: escaped(version.description) ?? undefined,
    ...(seen !== kind && { kind }),
    ...telling({
      parameters,
      virtual_key: version.virtual_key === null ? undefined : withSlugs(version.virtual_key),
      model: escaped(version.model),
      tool_choice: escaped(read(version.tool_choice)),
      template_metadata: escaped(metadata),
    }),
    // An empty list is something else than none.
    functions: escaped(read(version.functions)) ?? undefined,
    tools: tools ?? undefined,
    string: escaped(string),
  };
}

/** Tools and parameters as a config file has them, with variables for the secrets. */
function hiddenTooling(tooling: Tooling, hide: (secret: string, path: string) => string): Tooling {
  const secrets = new Map<string, unknown>();
  inTooling(tooling, (secret, path) => secrets.set(path, secret));
  return inTooling(escaped(tooling), (_, path) => hidden(secrets.get(path), (text) => hide(text, path)));
}

const read = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));
