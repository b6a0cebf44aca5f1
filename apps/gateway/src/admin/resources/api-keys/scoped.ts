import type { ScopedResource } from '../../scopes.ts';
import type { ApiKeyRow } from './view.ts';

const SCOPED = {
  'organisation-service': 'organisation_service_api_keys',
  'workspace-service': 'workspace_service_api_keys',
  'workspace-user': 'workspace_user_api_keys',
} as const satisfies Record<ApiKeyRow['type'], ScopedResource>;

/** The first words of the scopes that API keys of all kinds go by. */
export const ALL_SCOPED = Object.values(SCOPED);

/** The first word of the scopes that a key goes by. */
export const scopedAs = ({ type }: Pick<ApiKeyRow, 'type'>): ScopedResource => SCOPED[type];
