import { Button, Container } from '@mantine/core';
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import Compass from 'lucide-react/icons/compass';
import { Empty } from '../ui/empty.tsx';
import { Failed } from '../ui/failed.tsx';

/** For an address that leads nowhere. */
export const Astray = () => (
  <Empty
    icon={<Compass size={22} />}
    title="There is no such page"
    action={
      <Button component={Link} to="/" variant="default">
        To the start
      </Button>
    }
  >
    The address is wrong, or what was there is gone.
  </Empty>
);

/** For a page that has thrown something. */
export const Broken = ({ error, reset }: ErrorComponentProps) => (
  <Container size="sm" p="xl">
    <Failed error={error} again={reset} />
  </Container>
);
