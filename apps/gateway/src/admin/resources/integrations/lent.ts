import { sql, type SqlBool } from 'kysely';
import { whereMay, type Principal } from '../../principal.ts';
import type { Lent } from '../../resource.ts';
import { isOpenTo, type IntegrationRow } from './access.ts';
import { lentIntegration } from './view.ts';

/** Who looks after integrations in a workspace sees those that are open to it, to make providers of them, and not what is in them. */
export const LENT: Lent<IntegrationRow> = {
  view: async (row, principal, verb, db) => {
    const workspaces = placesOf(principal, verb);
    if (row.workspace_id !== null || row.status !== 'active') return undefined;
    for (const workspace of workspaces) if (await isOpenTo(row, workspace, db)) return { ...lentIntegration(row) };
    return undefined;
  },
  where: (thing, principal) => {
    const workspaces = placesOf(principal, 'list');
    if (workspaces.length === 0) return thing.lit(false);
    const said = thing
      .selectFrom('integration_workspaces')
      .whereRef('integration_workspaces.integration_id', '=', 'thing.id')
      .where('integration_workspaces.workspace_id', 'in', [...workspaces]);
    return thing.and([
      thing('thing.workspace_id', 'is', null),
      thing('thing.status', '=', 'active'),
      thing.or([
        thing.exists(said.select('integration_workspaces.workspace_id').where('integration_workspaces.enabled', '=', 1)),
        // Open to all, and not said otherwise of each of them.
        thing.and([
          sql<SqlBool>`${sql.ref('thing.global_access')} like '{"enabled":true%'`,
          thing(
            said.select((all) => all.fn.countAll<number>().as('count')),
            '<',
            workspaces.length,
          ),
        ]),
      ]),
    ]);
  },
};

/** Whoever may do this everywhere sees the whole of them. */
function placesOf(principal: Principal, verb: 'list' | 'read'): readonly string[] {
  const places = whereMay(principal, `workspace_integrations.${verb}`);
  return places === 'all' ? [] : places;
}
