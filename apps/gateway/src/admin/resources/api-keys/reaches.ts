import { whereMay } from '../../principal.ts';
import type { Reaches } from '../../resource.ts';
import { dealsWith } from './owner.ts';
import type { ApiKeyRow } from './view.ts';

/** A key that may do everything is for those who may, and a user's keys are for the user and who manages users. */
export const REACHES: Reaches<ApiKeyRow> = {
  one: (row, principal) =>
    (row.root === 0 || principal.everywhere === 'all') && (row.user_id === null || dealsWith(principal, row.user_id, row.workspace_id)),
  where: (thing, principal) => {
    const { everywhere, userId } = principal;
    const managed = whereMay(principal, 'workspace_users.update');
    const dealsWithAll = userId === undefined || managed === 'all';
    return thing.and([
      ...(everywhere === 'all' ? [] : [thing('thing.root', '=', 0)]),
      ...(dealsWithAll
        ? []
        : [
            thing.or([
              thing('thing.user_id', 'is', null),
              thing('thing.user_id', '=', userId),
              ...(managed.length === 0 ? [] : [thing('thing.workspace_id', 'in', [...managed])]),
            ]),
          ]),
    ]);
  },
};
