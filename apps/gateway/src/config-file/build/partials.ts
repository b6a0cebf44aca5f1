import { readChecked } from '../../prompts/compile.ts';
import type { PartialEntry } from '../entries.ts';
import type { DeclaredPartial, DeclaredPartials } from './declared-partials.ts';
import { inPlace } from './in-place.ts';
import { namedVersions } from './versions.ts';
import type { Workspaces } from './workspaces.ts';

/** @throws SettingsError for one that cannot be read. */
export const buildPartials = (entries: readonly PartialEntry[], workspaces: Workspaces): DeclaredPartials =>
  new Map(
    entries.flatMap((thing, index) => {
      const place = `partials[${index}]`;
      const openTo = workspaces.openTo(thing.workspace === undefined ? undefined : [thing.workspace], `${place}.workspace`);
      return namedVersions(thing, place).flatMap(({ entry: { string }, place: at, references }) => {
        inPlace(`${at}.string`, () => readChecked(string));
        const partial: DeclaredPartial = { slug: thing.slug, string, workspaces: openTo };
        return references.map((reference) => [reference, partial] as const);
      });
    }),
  );
