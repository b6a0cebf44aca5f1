import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** The corner of the page in which notices stand. */
export default function NoticesCorner() {
  return <Notifications position="bottom-right" />;
}
