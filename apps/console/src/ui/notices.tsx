import { useNotifications } from '@mantine/notifications';
import { lazy, Suspense } from 'react';

const Corner = lazy(() => import('./notices-corner.tsx'));

/** Where what was told in passing is seen. Most visits end before anything is: until then nothing of it is loaded. */
export function Notices() {
  const { notifications, queue } = useNotifications();
  const told = notifications.length + queue.length > 0;
  return <Suspense>{told && <Corner />}</Suspense>;
}
