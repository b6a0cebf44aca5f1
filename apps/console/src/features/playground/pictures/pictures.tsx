import { ActionIcon, Group, Text } from '@mantine/core';
import X from 'lucide-react/icons/x';
import { useMemo } from 'react';
import { checkedPicture } from './checked-picture.ts';
import classes from './pictures.module.css';

interface Shown {
  readonly pictures: readonly string[];
  /** Whose they are: `message 2` */
  readonly of: string;
  /** Takes one away, by its place. Left out: they are only looked at. */
  readonly onRemove?: (index: number) => void;
}

/** Pictures of a message: those that are in it are shown, of others the address is written. */
export function Pictures({ pictures, of, onRemove }: Shown) {
  if (pictures.length === 0) return null;
  return (
    <Group gap="xs" role="list" aria-label={`Pictures of ${of}`}>
      {pictures.map((url, index) => (
        <div key={index} role="listitem" className={classes['picture']}>
          <Picture url={url} name={`Picture ${index + 1} of ${of}`} />
          {onRemove && (
            <ActionIcon
              className={classes['remove']}
              size="sm"
              variant="default"
              onClick={() => onRemove(index)}
              aria-label={`Remove picture ${index + 1} of ${of}`}
            >
              <X size={13} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
    </Group>
  );
}

function Picture({ url, name }: { readonly url: string; readonly name: string }) {
  const checked = useMemo(() => checkedPicture(url), [url]);
  if (checked !== undefined) return <img src={checked} alt={name} className={classes['shown']} />;
  return (
    <Text size="xs" c="dimmed" className={classes['address']}>
      {url.startsWith('data:') ? 'This is no picture that can be shown' : `A picture at ${url.slice(0, 300)}, not fetched`}
    </Text>
  );
}
