import type { Kinds } from '../../resource.ts';
import type { ScopedResource } from '../../scopes.ts';
import type { ApiKeyRow } from './view.ts';

const SCOPED = {
  'organisation-service': 'organisation_service_api_keys',
  'workspace-service': 'workspace_service_api_keys',
  'workspace-user': 'workspace_user_api_keys',
} as const satisfies Record<ApiKeyRow['type'], ScopedResource>;

/** The first word of the scopes that a key goes by. */
export const scopedAs = ({ type }: Pick<ApiKeyRow, 'type'>): ScopedResource => SCOPED[type];

/** Each type of key goes by scopes of its own. */
export const KINDS: Kinds<ApiKeyRow> = {
  all: Object.values(SCOPED),
  of: scopedAs,
  where: (thing, scoped) =>
    thing(
      'thing.type',
      'in',
      (Object.keys(SCOPED) as (keyof typeof SCOPED)[]).filter((type) => SCOPED[type] === scoped),
    ),
};
