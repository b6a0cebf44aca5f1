import { useMemo } from 'react';
import { useListedModels } from '../../../api/models.ts';
import type { KnownThing } from '../language/known-things.ts';

/** Models that may be called in a workspace; without the list nothing is offered. @param workspace A slug; undefined: none. */
export function useModels(workspace: string | undefined): readonly KnownThing[] {
  const { data } = useListedModels(workspace);
  return useMemo(() => (data ?? []).map(({ id, owned_by: owner = '' }) => ({ text: id, about: owner })), [data]);
}
