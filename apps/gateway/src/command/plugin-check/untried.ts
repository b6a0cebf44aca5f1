import type { Report } from '@sluice/provider-testkit';
import { existsSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';

/** Where a plugin is, by which its author is told from who runs it. */
export interface Whereabouts {
  /** As it was named: a package, or a path. */
  readonly name: string;
  /** Its module. */
  readonly file: string;
  /** The folder of its replies, whether it is there or not. */
  readonly replies: string;
}

/** What could not be tried of a provider for want of a recorded reply. Replies are not packed: only an author can record them. */
export function untriedOf({ provider, cells }: Report, plugin: Whereabouts): readonly string[] {
  const untested = cells.filter(({ status }) => status === 'untested').length;
  if (untested === 0) return [];
  return [
    isWithItsAuthor(plugin)
      ? `provider ${provider}: ${untested} cells wait for recorded replies (provider-testkit --live --record)`
      : `provider ${provider}: what takes recorded replies, which a package does not bring`,
  ];
}

const isWithItsAuthor = ({ name, file, replies }: Whereabouts): boolean =>
  name.startsWith('.') || isAbsolute(name) || existsSync(replies) || !file.includes(`${sep}node_modules${sep}`);
