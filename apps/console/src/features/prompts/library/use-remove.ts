import { useChange } from '../../../api/queries.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { TOUCHED, type Item } from './item.ts';

/** Asks, and then removes a prompt or a partial. */
export function useRemove({ kind, item: { slug, name } }: Item, onGone?: () => void): () => void {
  const prompt = useChange('DELETE /v1/prompts/{key}', TOUCHED);
  const partial = useChange('DELETE /v1/prompts/partials/{key}', TOUCHED);
  const { mutate } = kind === 'prompt' ? prompt : partial;
  const gone = () => {
    tellDone(`“${name}” is gone`);
    onGone?.();
  };
  return () =>
    confirm({
      title: `Delete the ${kind} “${name}”?`,
      consequence:
        kind === 'prompt'
          ? `All its versions go with it. Apps that call ${slug} are refused from then on.`
          : `All its versions go with it. Prompts that name {{>${slug}}} are refused from then on.`,
      verb: 'Delete',
      onYes: () => mutate({ path: { key: slug } }, { onSuccess: gone, onError: (error) => tellFailed(`“${name}” is still there`, error) }),
    });
}
