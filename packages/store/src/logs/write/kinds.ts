import type { LogEntry } from '../entry.ts';
import { dimsOf } from '../record-row.ts';
import type { LogDims } from '../schema.ts';
import { dimsKey } from './known-ids.ts';

/** What records have in common, and under which key its id is known. */
export interface Kind {
  readonly dims: LogDims;
  readonly key: string;
}

/** What of an entry its kind is made of. */
const MEMBERS = [
  'source',
  'workspace',
  'apiKeyId',
  'apiKeyName',
  'method',
  'path',
  'operation',
  'status',
  'aborted',
  'streamed',
  'provider',
  'model',
  'virtualKey',
  'config',
  'configVersion',
  'prompt',
  'promptVersion',
  'experiment',
  'variant',
  'target',
  'retries',
  'rescued',
  'cache',
] as const satisfies readonly (keyof LogEntry)[];

type Seen = Pick<LogEntry, (typeof MEMBERS)[number]> & { readonly fault: string | undefined; readonly kind: Kind };

/** Most records are of one of the few kinds that came last. */
const REMEMBERED = 16;

/** Finds the kinds of records. To compare a record with one seen before costs a twentieth of working out what it is. */
export class Kinds {
  /** Those that are met most stand in front. */
  readonly #seen: Seen[] = [];

  of(entry: LogEntry): Kind {
    const seen = this.#seen;
    for (let place = 0; place < seen.length; place++) {
      const one = seen[place]!;
      if (!isLike(entry, one)) continue;
      if (place > 0) [seen[place - 1], seen[place]] = [one, seen[place - 1]!];
      return one.kind;
    }
    const dims = dimsOf(entry);
    const kind = { dims, key: dimsKey(dims) };
    // The last makes room: it was met least.
    seen[Math.min(seen.length, REMEMBERED - 1)] = seenIn(entry, kind);
    return kind;
  }
}

/** Not the entry itself, which holds what was said. */
function seenIn(entry: LogEntry, kind: Kind): Seen {
  const members = Object.fromEntries(MEMBERS.map((name) => [name, entry[name]]));
  return { ...(members as Pick<LogEntry, (typeof MEMBERS)[number]>), fault: entry.fault?.kind, kind };
}

/** Written out, those first that differ most: a loop over names takes ten times as long. */
const isLike = (entry: LogEntry, seen: Seen): boolean =>
  entry.status === seen.status &&
  entry.model === seen.model &&
  entry.path === seen.path &&
  entry.apiKeyId === seen.apiKeyId &&
  entry.streamed === seen.streamed &&
  entry.provider === seen.provider &&
  entry.target === seen.target &&
  entry.retries === seen.retries &&
  entry.cache === seen.cache &&
  entry.config === seen.config &&
  entry.configVersion === seen.configVersion &&
  entry.variant === seen.variant &&
  entry.experiment === seen.experiment &&
  entry.prompt === seen.prompt &&
  entry.promptVersion === seen.promptVersion &&
  entry.virtualKey === seen.virtualKey &&
  entry.aborted === seen.aborted &&
  entry.rescued === seen.rescued &&
  entry.workspace === seen.workspace &&
  entry.apiKeyName === seen.apiKeyName &&
  entry.method === seen.method &&
  entry.operation === seen.operation &&
  entry.source === seen.source &&
  entry.fault?.kind === seen.fault;
