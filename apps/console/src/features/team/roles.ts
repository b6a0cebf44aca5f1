import type { OrganisationRole, WorkspaceRole } from '@sluice/contract';

/** What somebody is in the whole organisation, and what that means. */
export const ORGANISATION_ROLES: readonly { readonly value: OrganisationRole; readonly label: string; readonly about: string }[] = [
  { value: 'member', label: 'Member', about: 'What their workspaces let them do' },
  { value: 'admin', label: 'Admin', about: 'Everything in every workspace; people too, but no owners' },
  { value: 'owner', label: 'Owner', about: 'Everything' },
];

/** What somebody is in one workspace, and what that means. */
export const WORKSPACE_ROLES: readonly { readonly value: WorkspaceRole; readonly label: string; readonly about: string }[] = [
  { value: 'member', label: 'Member', about: 'Calls models, reads configs, prompts and logs, makes keys of their own' },
  { value: 'manager', label: 'Manager', about: 'Changes providers, configs, prompts, guardrails and keys too' },
  { value: 'admin', label: 'Admin', about: 'Members, limits, erasing and the audit log too' },
];

/** The word for a role. */
export const wordFor = (role: OrganisationRole | WorkspaceRole): string => `${role.charAt(0).toUpperCase()}${role.slice(1)}`;

/** Those that somebody may give: owners alone make owners. */
export const givenBy = (everything: boolean) => ORGANISATION_ROLES.filter(({ value }) => everything || value !== 'owner');
