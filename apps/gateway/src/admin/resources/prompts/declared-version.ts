import type { DeclaredView } from '../../../stored/declared.ts';

/** What a prompt has and none of its versions. */
const OF_THE_PROMPT: ReadonlySet<string> = new Set(['origin', 'latest_version', 'last_updated_at', 'workspace_id']);

/** The one version of a prompt in the config file: what the file says is all that there is. */
export function declaredVersion(view: DeclaredView) {
  const { prompt_version_id: id = `${String(view['slug'])}@1` } = view;
  return {
    ...Object.fromEntries(Object.entries(view).filter(([name]) => !OF_THE_PROMPT.has(name))),
    id,
    prompt_id: view['id'],
    prompt_template: view['string'],
    prompt_description: view['prompt_version_description'] ?? null,
    label_id: null,
    prompt_version: 1,
    prompt_version_id: id,
    status: 'active',
  };
}
