import type { OrganisationRole, WorkspaceRole } from '@sluice/store';
import { SCOPED_RESOURCES, SCOPE_VERBS } from '@sluice/contract';
import type { Scope, ScopedResource, Verb } from './scopes.ts';

const every = (resource: ScopedResource): Scope[] => SCOPE_VERBS.map((verb) => `${resource}.${verb}` as const);
const only = (verbs: readonly Verb[], ...resources: readonly ScopedResource[]): Scope[] =>
  resources.flatMap((resource) => verbs.map((verb) => `${resource}.${verb}` as const));

const LOOKING = ['list', 'read'] as const;

const MEMBER: readonly Scope[] = [
  'completions.write',
  'prompts.render',
  'logs.list',
  'logs.view',
  'logs.read',
  'logs.write',
  'analytics.view',
  ...only(LOOKING, 'virtual_keys', 'providers', 'configs', 'guardrails', 'workspaces', 'workspace_users', 'prompts'),
  ...every('workspace_user_api_keys'),
];

const MANAGER: readonly Scope[] = [
  ...MEMBER,
  'logs.export',
  'prompts.publish',
  'mcp.invoke',
  ...(['virtual_keys', 'providers', 'configs', 'prompts', 'guardrails', 'workspace_service_api_keys'] as const).flatMap(every),
  ...only(LOOKING, 'workspace_integrations', 'policies'),
];

const WORKSPACE_ADMIN: readonly Scope[] = [
  ...MANAGER,
  'audit_logs.list',
  'logs.delete',
  'workspaces.update',
  ...(['workspace_users', 'workspace_integrations', 'mcp_servers', 'policies', 'secret_references'] as const).flatMap(every),
];

/** What a member of a workspace may do in it. */
export const WORKSPACE_ROLES: Readonly<Record<WorkspaceRole, ReadonlySet<Scope>>> = {
  member: new Set(MEMBER),
  manager: new Set(MANAGER),
  admin: new Set(WORKSPACE_ADMIN),
};

/** What a user may do everywhere. A member has nothing but what workspaces give. An owner alone makes owners, see `resources/users`. */
export const ORGANISATION_ROLES: Readonly<Record<OrganisationRole, ReadonlySet<Scope> | 'all'>> = {
  owner: 'all',
  admin: new Set<Scope>([...WORKSPACE_ADMIN, ...SCOPED_RESOURCES.flatMap(every)]),
  member: new Set<Scope>(),
};
