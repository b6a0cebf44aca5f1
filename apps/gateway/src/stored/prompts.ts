import type { Prompt } from '@sluice/core';
import type { PromptVersionsTable } from '@sluice/store';
import type { PartialDirectory } from '../prompts/partials.ts';
import { openVersion } from '../prompts/sealed-version.ts';
import { byOwner, type Reader } from './reader.ts';
import { versionsOf, type Versions } from './versions.ts';

/** One version of a prompt, and whose it is. */
export interface PromptVersion {
  readonly id: string;
  readonly version: number;
  readonly promptId: string;
  readonly workspaceId: string | undefined;
  /** @throws FaultError `invalid_request` for a template that cannot be read. */
  readonly compile: (partials: PartialDirectory) => Prompt;
}

export interface PromptEntry {
  readonly id: string;
  readonly slug: string;
  readonly workspaceId: string | undefined;
  readonly active: boolean;
  readonly versions: Versions<PromptVersion>;
  /** The version that bears a label, by the label's id. */
  readonly labelled: ReadonlyMap<string, string>;
}

export const readPrompts: Reader<PromptEntry> = async (db, { where, limit }, { vault }) => {
  const rows = await db.selectFrom('prompts').selectAll().where(where).orderBy('id').limit(limit).execute();
  if (rows.length === 0) return [];
  // Who has no prompts does not wait at the start for what reads templates.
  const { compilePrompt } = await import('../prompts/compile.ts');
  const ids = rows.map(({ id }) => id);
  const versions = await db.selectFrom('prompt_versions').selectAll().where('prompt_id', 'in', ids).execute();
  const labels = await db.selectFrom('prompt_labels').selectAll().where('prompt_id', 'in', ids).execute();
  const versionsIn = byOwner(versions, (each) => each.prompt_id);
  const labelsIn = byOwner(labels, (each) => each.prompt_id);
  return rows.map(({ id, slug, workspace_id: workspaceId, status, version_id: published }) => ({
    id,
    build: () => ({
      id,
      slug,
      workspaceId: workspaceId ?? undefined,
      active: status === 'active',
      versions: versionsOf(
        versionsIn(id).map((version) => ({
          id: version.id,
          version: version.version,
          promptId: id,
          workspaceId: workspaceId ?? undefined,
          compile: (partials) =>
            compilePrompt(
              {
                id,
                slug,
                versionId: version.id,
                workspaces: workspaceId === null ? undefined : new Set([workspaceId]),
                kind: version.kind,
                string: version.string,
                parameters: parametersOf(openVersion(version, vault)),
                virtualKey: version.virtual_key ?? undefined,
              },
              partials,
            ),
        })),
        published,
      ),
      labelled: new Map(labelsIn(id).map((each) => [each.label_id, each.version_id])),
    }),
  }));
};

/** What the version brings along, its tools among it. */
const parametersOf = (row: PromptVersionsTable): Readonly<Record<string, unknown>> => ({
  ...(JSON.parse(row.parameters) as Readonly<Record<string, unknown>>),
  ...(row.model !== null && { model: row.model }),
  ...given('functions', row.functions),
  ...given('tools', row.tools),
  ...given('tool_choice', row.tool_choice),
});

/** A member of the request, where the prompt says something of it. */
function given(name: string, text: string | null): Readonly<Record<string, unknown>> {
  const value: unknown = text === null ? null : JSON.parse(text);
  return value === null ? {} : { [name]: value };
}
