import type { PromptVersionMembers } from '@sluice/contract';
import { useChange } from '../../../api/queries.ts';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { TOUCHED } from '../library/item.ts';

/**
 * Saves what is written as a new version.
 *
 * @param onSaved Told the version's id as soon as it is saved, whatever becomes of its publication.
 */
export function useSave(slug: string, onSaved: (versionId: string) => void) {
  const change = useChange('PUT /v1/prompts/{key}', TOUCHED);
  const publish = useChange('PUT /v1/prompts/{key}/makeDefault', TOUCHED);
  const read = useChange('GET /v1/prompts/{key}/versions/{version}', []);

  const publishNow = async (versionId: string) => {
    const { prompt_version: version = 1 } = await read.mutateAsync({ path: { key: slug, version: versionId } });
    await publish.mutateAsync({ path: { key: slug }, body: { version } });
    return version;
  };

  const save = (members: PromptVersionMembers, description: string, andPublish: boolean) =>
    change.mutate(
      { path: { key: slug }, body: { ...members, version_description: description || null } },
      {
        onSuccess: ({ prompt_version_id: versionId, warnings = [] }) => {
          onSaved(versionId);
          for (const warning of warnings) tellFailed('It is saved, but', new Error(warning));
          if (!andPublish) return tellDone('It is saved; calls get it when it is published');
          publishNow(versionId).then(
            (version) => tellDone(`Version ${version} is saved and published`),
            (error: unknown) => tellFailed('It is saved, but not published', error),
          );
        },
      },
    );

  return { save, error: change.error, pending: change.isPending, forget: change.reset };
}
