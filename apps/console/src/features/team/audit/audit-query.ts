import type { AuditLogQuery } from '@sluice/contract';
import type { TeamSearch } from '../team-search.ts';

/** What the address asks for, as the API takes it: days are whole ones where the browser is. */
export const auditQuery = ({ actor, action, resource, from, to, cursor }: TeamSearch): Partial<AuditLogQuery> => ({
  ...(actor !== undefined && { actor }),
  ...(action !== undefined && { action }),
  ...(resource !== undefined && { resource }),
  ...(cursor !== undefined && { cursor }),
  ...(from !== undefined && { from: midnight(from, 0) }),
  ...(to !== undefined && { to: midnight(to, 1) }),
});

/** By the calendar: a day may have 23 or 25 hours. */
function midnight(day: string, later: number): string {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}
