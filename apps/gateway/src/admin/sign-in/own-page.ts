import { refused } from '../admin-fault.ts';
import type { Asked } from '../route.ts';

/**
 * Sees that no page of somebody else's makes a browser do this: signed in as another, its user would work for that one.
 *
 * @throws FaultError `forbidden`
 */
export function requireOwnPage({ foreign }: Pick<Asked, 'foreign'>): void {
  if (foreign) throw foreignPage();
}

/** Said to a browser that another site's page has sent. */
export const foreignPage = () =>
  refused(
    'forbidden',
    'A page of another site asks this: send x-sluice-csrf, as GET /v1/admin/session gives it, or use a key',
    'x-sluice-csrf',
    'foreign_page',
  );
