import type { SessionView } from '@sluice/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { keyOf } from '../../api/queries.ts';
import { ownAddress } from './own-address.ts';

/** Lets somebody in who has just shown who they are. What was kept for whoever was here before is forgotten. */
export function useEnter(): (session: SessionView, to?: string) => void {
  const client = useQueryClient();
  const router = useRouter();
  return (session, to) => {
    client.clear();
    client.setQueryData(keyOf('GET /v1/admin/session', {}), session);
    router.history.replace(`${router.basepath}${ownAddress(to, window.location.origin)}`);
  };
}
