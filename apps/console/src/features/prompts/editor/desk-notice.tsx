import { Alert, Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

interface Notice {
  readonly origin: 'api' | 'file';
  /** Numbers of versions: the newest, and the one that is written on. */
  readonly newest: number;
  readonly version: number | undefined;
}

/** What whoever writes should know first. */
export function DeskNotice({ origin, newest, version }: Notice) {
  if (origin === 'file')
    return (
      <Alert color="gray" variant="outline" title="From the config file">
        It can be tried here, and changed there.
      </Alert>
    );
  if (version === undefined || version === newest) return null;
  return (
    <Alert color="yellow" variant="outline" title={`Version ${newest} is newer`}>
      What you write here is made from version {version}, and becomes version {newest + 1}.{' '}
      <Anchor component={Link} to="." search={{ tab: 'versions', from: version, to: newest } as never} inherit>
        See what they differ in
      </Anchor>
    </Alert>
  );
}
