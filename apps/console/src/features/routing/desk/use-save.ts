import type { ConfigText } from '@sluice/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ApiKeyView } from '@sluice/contract';
import { useChange } from '../../../api/queries.ts';
import { tellDone } from '../../../ui/told.tsx';
import type { Draft } from '../draft/use-draft.ts';
import { pretty } from '../text/pretty.ts';
import type { ShownConfig } from './shown-config.ts';

/** Saves what was written, or an old version anew. */
export function useSave(
  { id, version = 0, is_default: isDefault }: ShownConfig,
  draft: Draft,
  keys: Pick<UseQueryResult<readonly ApiKeyView[]>, 'data'>,
) {
  const saving = useChange('PUT /v1/configs/{key}', ['/v1/configs']);
  const counting = countsFor(keys.data?.length, isDefault === 1);
  const put = (config: ConfigText | undefined, name: string | undefined, text: string, said: string) =>
    saving.mutate(
      { path: { key: id }, body: { ...(config && { config }), ...(name !== undefined && { name }) } },
      {
        onSuccess: (made) => {
          draft.wasSaved({ text, name: name ?? draft.name, version: made.version_id });
          tellDone(said);
        },
      },
    );
  return {
    saving,
    save: (config: ConfigText | undefined) =>
      put(
        draft.isChanged ? config : undefined,
        draft.isRenamed ? draft.name : undefined,
        draft.text,
        draft.isChanged ? `Version ${version + 1} is saved. ${counting}` : 'The name is saved',
      ),
    restore: (config: ConfigText, of: number) => {
      const text = pretty(config);
      draft.setText(text);
      put(config, undefined, text, `Version ${of} is restored as version ${version + 1}. ${counting}`);
    },
  };
}

function countsFor(keys: number | undefined, isDefault: boolean): string {
  if (isDefault) return 'It counts at once for all calls of its workspace that name no other.';
  return keys === undefined || keys === 0
    ? 'It counts at once for calls that name it.'
    : `It counts at once for ${keys === 1 ? 'one key' : `${keys} keys`}.`;
}
