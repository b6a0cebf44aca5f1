import { useChange } from '../../../api/queries.ts';

/** A prompt or a partial, as lists have it. */
export interface Item {
  readonly kind: 'prompt' | 'partial';
  readonly item: { readonly slug: string; readonly name: string; readonly collection_id?: string | null };
}

/** What a list shows has changed, and what folders count. */
export const TOUCHED = ['/v1/prompts', '/v1/collections'] as const;

/** Changes a prompt or a partial in ways that both know. */
export function useChangeItem(kind: Item['kind']) {
  const prompt = useChange('PUT /v1/prompts/{key}', TOUCHED);
  const partial = useChange('PUT /v1/prompts/partials/{key}', TOUCHED);
  return kind === 'prompt' ? prompt : partial;
}
