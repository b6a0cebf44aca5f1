import type { ApiKeyView } from '@sluice/contract';
import { Code } from '@mantine/core';
import { Moment } from '../../../ui/moment.tsx';
import { usersWords } from '../use/users-words.ts';
import type { ShownConfig } from './shown-config.ts';

interface Summary {
  readonly config: ShownConfig;
  /** Keys that have it as their default; undefined while nobody knows. */
  readonly keys: readonly ApiKeyView[] | undefined;
}

/** What a config is, in a line: its slug, its version, and for whom a change of it counts. */
export function ConfigSummary({ config: { slug, version, origin, status, is_default: isDefault, last_updated_at: at }, keys }: Summary) {
  if (origin === 'file')
    return (
      <>
        <Code>{slug}</Code> stands in the config file of the gateway, and is changed there. {usersWords(keys, false)}
      </>
    );
  return (
    <>
      <Code>{slug}</Code> · version {version} · changed <Moment at={at} />
      {status === 'archived' && ' · archived: calls that name it are refused'}. {usersWords(keys, isDefault === 1)}
    </>
  );
}
