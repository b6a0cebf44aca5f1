import { NOTHING_ENFORCED, type Enforced } from '@sluice/core';
import { SettingsError } from '../../settings/environment.ts';
import type { Entries } from '../entries.ts';

/** What a workspace of the file goes by until it is known whether the store has one of its slug. */
export const workspaceId = (slug: string): string => `file:${slug}`;

/** The workspaces of a config file: whose its things are, and what they say for their keys. */
export class Workspaces {
  readonly #enforced: ReadonlyMap<string, Enforced>;

  constructor({ workspaces = [] }: Entries) {
    this.#enforced = new Map(
      workspaces.map(({ slug, defaults }) => [
        slug,
        {
          metadata: defaults?.metadata ?? {},
          config: defaults?.config ?? undefined,
          inputGuardrails: defaults?.input_guardrails ?? [],
          outputGuardrails: defaults?.output_guardrails ?? [],
        },
      ]),
    );
  }

  /** The id of the workspace of that slug. @throws SettingsError where the file has none. */
  idOf(slug: string, place: string): string {
    if (this.#enforced.has(slug)) return workspaceId(slug);
    throw new SettingsError(place, `there is no workspace "${slug}": put it under "workspaces"`);
  }

  /** Who may use a thing that says these workspaces; undefined: everybody. @throws SettingsError */
  openTo(slugs: readonly string[] | undefined, place: string): ReadonlySet<string> | undefined {
    return slugs && new Set(slugs.map((slug) => this.idOf(slug, place)));
  }

  /** What holds for every call of a key of this workspace. */
  enforcedIn(slug: string | undefined): Enforced {
    return (slug === undefined ? undefined : this.#enforced.get(slug)) ?? NOTHING_ENFORCED;
  }
}
