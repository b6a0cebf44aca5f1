import type { VersionWanted } from '../prompts/reference.ts';

/** A version of a prompt or of a partial. */
export interface Numbered {
  readonly id: string;
  readonly version: number;
}

/** All versions of a thing that may be asked for. */
export interface Versions<V extends Numbered> {
  readonly published: V | undefined;
  readonly latest: V | undefined;
  readonly byNumber: ReadonlyMap<number, V>;
  readonly byId: ReadonlyMap<string, V>;
}

/** @param publishedId The version that is meant when none is named. */
export function versionsOf<V extends Numbered>(all: readonly V[], publishedId: string): Versions<V> {
  const byId = new Map(all.map((each) => [each.id, each]));
  return {
    published: byId.get(publishedId),
    latest: all.reduce<V | undefined>((last, each) => (last && last.version > each.version ? last : each), undefined),
    byNumber: new Map(all.map((each) => [each.version, each])),
    byId,
  };
}

/** @param labelled The id of the version that bears a label. */
export function chooseVersion<V extends Numbered>(
  { published, latest, byNumber, byId }: Versions<V>,
  wanted: VersionWanted,
  labelled: (label: string) => string | undefined,
): V | undefined {
  switch (wanted.by) {
    case 'published':
      return published;
    case 'latest':
      return latest;
    case 'number':
      return byNumber.get(wanted.number);
    case 'label': {
      const id = labelled(wanted.label);
      return id === undefined ? undefined : byId.get(id);
    }
  }
}
