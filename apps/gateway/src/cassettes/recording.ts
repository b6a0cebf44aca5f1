import type { CassetteFilter } from '@sluice/contract';

/** What somebody wants recorded: a small file beside the cassette while it goes on, and part of the cassette's first line. */
export interface Recording {
  readonly name: string;
  /** Whose requests are taken; null: everybody's. */
  readonly workspace: string | null;
  readonly filter: CassetteFilter;
  /** Of the requests that the filter lets through, from 0 to 1. */
  readonly share: number;
  /** Requests, after which it ends. */
  readonly most: number;
  /** Of files, after which it ends. */
  readonly mostBytes: number;
  /** Milliseconds since the epoch, as are all moments here. */
  readonly startedAt: number;
  readonly startedBy: string;
  /** When it ends at the latest. */
  readonly endsAt: number;
}

/** What of a request decides whether it is recorded. */
export interface Recordable {
  readonly workspace: string | undefined;
  readonly key: { readonly id: string; readonly name: string } | undefined;
  readonly provider: string | undefined;
  readonly models: readonly (string | undefined)[];
  readonly operation: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Whether a recording takes a request, chance aside. */
export function takes({ workspace, filter }: Recording, request: Recordable): boolean {
  const { models, providers, api_keys: keys, operations, metadata = {} } = filter;
  return (
    (workspace === null || workspace === request.workspace) &&
    isAmong(models, request.models) &&
    isAmong(providers, [request.provider]) &&
    isAmong(keys, [request.key?.id, request.key?.name]) &&
    isAmong(operations, [request.operation]) &&
    Object.entries(metadata).every(([name, value]) => request.metadata[name] === value)
  );
}

const isAmong = (wanted: readonly string[] | undefined, has: readonly (string | undefined)[]) =>
  wanted === undefined || has.some((each) => each !== undefined && wanted.includes(each));
