import { useChange } from '../../../api/queries.ts';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { TOUCHED } from '../library/item.ts';

interface Saving {
  readonly text: string;
  readonly description: string;
  /** The number that it has then, where it is to be published at once. */
  readonly publishAs: number | undefined;
}

/**
 * Saves the text of a partial as a new version.
 *
 * @param onSaved Told the version's id as soon as it is saved, whatever becomes of its publication.
 */
export function useSavePartial(slug: string, onSaved: (versionId: string) => void) {
  const change = useChange('PUT /v1/prompts/partials/{key}', TOUCHED);
  const publish = useChange('PUT /v1/prompts/partials/{key}/makeDefault', TOUCHED);
  const save = ({ text, description, publishAs }: Saving) =>
    change.mutate(
      { path: { key: slug }, body: { string: text, version_description: description || null } },
      {
        onSuccess: ({ prompt_partial_version_id: versionId }) => {
          onSaved(versionId);
          if (publishAs === undefined) return tellDone('It is saved; prompts get it when it is published');
          publish.mutate(
            { path: { key: slug }, body: { version: publishAs } },
            {
              onSuccess: () => tellDone(`Version ${publishAs} is saved and published`),
              onError: (error) => tellFailed('It is saved, but not published', error),
            },
          );
        },
      },
    );
  return { save, error: change.error, pending: change.isPending, forget: change.reset };
}
