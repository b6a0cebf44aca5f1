import { useModelsOf } from '../../../api/models.ts';
import { useWorkPlace } from '../../../session/use-session.ts';

/** The models that may be called with a virtual key, by their names; none while nobody knows, or where the provider does not say. */
export function useModels(virtualKey: string): readonly string[] {
  const { data = [] } = useModelsOf(virtualKey, useWorkPlace()?.slug);
  return data;
}
