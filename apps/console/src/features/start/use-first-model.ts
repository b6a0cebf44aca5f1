import { useModelsOf, useNamesOfModels } from '../../api/models.ts';
import { likelyModel } from '../keys/likely-model.ts';

/** Which models there are to begin with, and one that will probably answer. */
export interface FirstModel {
  readonly choices: readonly string[];
  readonly likely: string | undefined;
}

/**
 * @param slug Of the virtual key to call by; undefined: whatever the gateway can call.
 * @param workspace Its slug.
 */
export function useFirstModel(slug: string | undefined, workspace: string | undefined): FirstModel {
  const all = useNamesOfModels(slug === undefined ? workspace : undefined);
  const own = useModelsOf(slug ?? '', workspace);
  if (slug === undefined) return { choices: all.data ?? [], likely: likelyModel(all.data ?? []) };
  const named = (model: string) => `@${slug}/${model}`;
  const likely = likelyModel(own.data ?? []);
  return { choices: (own.data ?? []).map(named), likely: likely === undefined ? undefined : named(likely) };
}
