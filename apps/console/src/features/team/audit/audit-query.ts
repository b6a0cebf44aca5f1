import type { AuditLogQuery } from '@sluice/contract';
import type { TeamSearch } from '../team-search.ts';

const DAY_MS = 86_400_000;

/** What the address asks for, as the API takes it: days are whole ones where the browser is. */
export const auditQuery = ({ actor, action, resource, from, to, cursor }: TeamSearch): Partial<AuditLogQuery> => ({
  ...(actor !== undefined && { actor }),
  ...(action !== undefined && { action }),
  ...(resource !== undefined && { resource }),
  ...(cursor !== undefined && { cursor }),
  ...(from !== undefined && { from: new Date(`${from}T00:00:00`).toISOString() }),
  ...(to !== undefined && { to: new Date(new Date(`${to}T00:00:00`).getTime() + DAY_MS).toISOString() }),
});
