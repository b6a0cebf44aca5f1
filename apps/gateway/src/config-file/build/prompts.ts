import type { Prompt, VirtualKey } from '@sluice/core';
import { compilePrompt, readChecked } from '../../prompts/compile.ts';
import { SettingsError } from '../../settings/environment.ts';
import type { PromptEntry, PromptVersionEntry } from '../entries.ts';
import { partialsFor, type DeclaredPartials } from './declared-partials.ts';
import { inPlace } from './in-place.ts';
import { kindOfPrompt } from './kind-of-prompt.ts';
import { namedVersions } from './versions.ts';
import { reaches } from './reaches.ts';
import type { Workspaces } from './workspaces.ts';

export interface PromptMeans {
  readonly workspaces: Workspaces;
  readonly virtualKeys: ReadonlyMap<string, VirtualKey>;
  readonly partials: DeclaredPartials;
}

/** By all the names that callers have for them: `slug`, `slug@2`, `slug@latest`, `slug@label`. @throws SettingsError naming the place of what is wrong. */
export const buildPrompts = (entries: readonly PromptEntry[], means: PromptMeans): ReadonlyMap<string, Prompt> =>
  new Map(
    entries.flatMap((thing, index) => {
      const place = `prompts[${index}]`;
      const { slug, workspace } = thing;
      const openTo = means.workspaces.openTo(workspace === undefined ? undefined : [workspace], `${place}.workspace`);
      const directory = partialsFor(means.partials, openTo);
      return namedVersions<PromptVersionEntry>(thing, place).flatMap(({ entry, number, place: at, references }) => {
        const { string, virtual_key: virtualKey } = entry;
        const used = virtualKey === undefined ? undefined : means.virtualKeys.get(virtualKey);
        if (virtualKey !== undefined && (!used || !reaches(openTo, used.workspaces)))
          throw new SettingsError(`${at}.virtual_key`, `there is no virtual key "${virtualKey}"`);
        const prompt = inPlace(`${at}.string`, () => {
          for (const { from, name } of readChecked(string).partials)
            if (from === 'template' && !directory.find(name)) throw new SettingsError(`${at}.string`, `there is no partial "${name}"`);
          const version = { id: slug, slug, versionId: `${slug}@${number}`, workspaces: openTo };
          return compilePrompt({ ...version, kind: kindOfPrompt(entry), string, parameters: parametersOf(entry), virtualKey }, directory);
        });
        return references.map((reference) => [reference, prompt] as const);
      });
    }),
  );

/** What the version brings along, its tools among it. */
const parametersOf = ({ parameters, model, functions, tools, tool_choice: choice }: PromptVersionEntry) => ({
  ...parameters,
  ...(model !== undefined && { model }),
  ...(functions && { functions }),
  ...(tools && { tools }),
  ...(choice !== undefined && { tool_choice: choice }),
});
