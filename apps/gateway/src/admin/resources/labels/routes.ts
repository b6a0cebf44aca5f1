import type { Label, LabelCreate, LabelUpdate } from '@sluice/contract';
import type { LabelsTable, Schema, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { ORGANISATION } from '../../organisation-members.ts';
import { ORGANISATION_ID } from '../../organisation.ts';
import { mayAnywhere } from '../../principal.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { Resource } from '../../resource.ts';
import type { AdminRoute } from '../../route.ts';
import { isSoughtIn, SEARCH } from '../../search.ts';
import { findLabel, namesake, promptsWith } from './find.ts';
import { CREATE_LABEL, LABEL_MADE, LABEL_SHOWN, UPDATE_LABEL } from './schema.ts';

/** All addresses of labels: names that versions of prompts bear in turn. */
export const labelsRoutes = (means: AdminMeans): readonly AdminRoute[] => resourceRoutes(LABELS, means);

const LABELS: Resource<LabelsTable, LabelCreate, LabelUpdate> = {
  label: 'label',
  tag: 'Prompts',
  path: '/labels',
  scoped: 'prompts',
  organisationWide: true,
  find: findLabel,
  view: (row) => Promise.resolve({ ...labelView(row) }),
  // Prompts of every workspace may bear what is the whole organisation's.
  lent: {
    view: (row, principal, verb) =>
      Promise.resolve(row.workspace_id === null && mayAnywhere(principal, `prompts.${verb}`) ? { ...labelView(row) } : undefined),
    where: (thing) => thing('thing.workspace_id', 'is', null),
  },
  shown: LABEL_SHOWN,
  list: {
    query: { search: SEARCH, ...ORGANISATION },
    rows: ({ search }, db) =>
      db
        .selectFrom('labels')
        .selectAll()
        .where(isSoughtIn(['name'], search)),
  },
  create: {
    body: CREATE_LABEL,
    reply: LABEL_MADE,
    run: async ({ body }, { workspaceId, id }, { tx, now, changed }) => {
      const row: LabelsTable = {
        id,
        name: body.name,
        workspace_id: workspaceId,
        description: body.description ?? null,
        color_code: body.color_code ?? null,
        is_universal: 0,
        created_at: now,
        updated_at: now,
      };
      await refuseNamesake(row, tx);
      await tx.insertInto('labels').values(row).execute();
      changed('labels', id);
      return { row, reply: made(row) };
    },
  },
  update: {
    body: UPDATE_LABEL,
    reply: LABEL_MADE,
    run: async (row, { body }, writing) => {
      refuseUniversal(row, 'changed');
      const { name = row.name, description = row.description, color_code: color = row.color_code } = body;
      const next: LabelsTable = { ...row, name, description, color_code: color, updated_at: writing.now };
      await refuseNamesake(next, writing.tx);
      await writing.tx.updateTable('labels').set(next).where('id', '=', row.id).execute();
      await sayChanged(row, writing);
      return made(row);
    },
  },
  remove: {
    /** Versions that bore it bear it no more, and calls that ask for it by name are told so. */
    run: async (row, _asked, writing) => {
      refuseUniversal(row, 'removed');
      await sayChanged(row, writing);
      await writing.tx.deleteFrom('prompt_labels').where('label_id', '=', row.id).execute();
      await writing.tx.deleteFrom('labels').where('id', '=', row.id).execute();
    },
  },
};

const labelView = (row: LabelsTable): Label => ({
  id: row.id,
  name: row.name,
  description: row.description,
  color_code: row.color_code,
  organisation_id: ORGANISATION_ID,
  workspace_id: row.workspace_id,
  is_universal: row.is_universal === 1,
  status: 'active',
  created_at: new Date(row.created_at).toISOString(),
  last_updated_at: new Date(row.updated_at).toISOString(),
  object: 'label',
  origin: 'api',
});

const made = ({ id }: LabelsTable) => ({ id, object: 'label' });

function refuseUniversal({ name, is_universal: universal }: LabelsTable, what: string): void {
  if (universal === 1) throw refused('conflict', `The label "${name}" is everybody's and cannot be ${what}`, undefined, 'universal_label');
}

async function refuseNamesake(row: LabelsTable, db: Kysely<Schema>): Promise<void> {
  if (!(await namesake(row, db))) return;
  throw refused('conflict', `There is a label "${row.name}" already where this one would count: choose another name`, 'name', 'name_taken');
}

async function sayChanged({ id }: LabelsTable, { tx, changed }: Writing): Promise<void> {
  changed('labels', id);
  for (const prompt of await promptsWith(id, tx)) changed('prompts', prompt);
}
