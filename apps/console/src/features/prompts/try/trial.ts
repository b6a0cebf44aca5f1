import type { PromptPreview, PromptVersionMembers } from '@sluice/contract';
import type { ModelCall } from '../../../api/call-model.ts';

/** What is tried: a version that is saved, or what stands in the editor. */
export type Tried =
  | { readonly kind: 'saved'; readonly slug: string; readonly version: number; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly kind: 'draft'; readonly members: PromptVersionMembers; readonly preview: PromptPreview };

/** A secret that is only shown by its end is not there to be sent. */
const MASKED = '••••';

/** Why something cannot be tried as it is; undefined where it can. */
export function whyNot(tried: Tried): string | undefined {
  if (tried.kind === 'saved') return undefined;
  if (tried.preview.rendered === null) return tried.preview.problem ?? 'It cannot be filled in';
  if (!tried.members.model) return 'Name a model first';
  if (JSON.stringify(tried.members).includes(MASKED))
    return 'A secret in its tools or parameters is only shown by its end. Save it first; the saved version has the secret';
  return undefined;
}

/** The call by which something is tried. A saved version is called by its name, so that the call counts as its. */
export function callOf(tried: Tried, workspace: string): Pick<ModelCall, 'path' | 'body' | 'headers' | 'workspace'> {
  if (tried.kind === 'saved') {
    const { slug, version, variables } = tried;
    return { path: `/v1/prompts/${encodeURIComponent(slug)}@${version}/completions`, body: { variables, stream: true }, workspace };
  }
  const { members, preview } = tried;
  const { parameters, model, virtual_key: virtualKey, tools, tool_choice: choice, functions } = members;
  const chat = preview.kind === 'chat';
  return {
    path: chat ? '/v1/chat/completions' : '/v1/completions',
    body: {
      ...parameters,
      ...(model && { model }),
      ...(tools && { tools }),
      ...(choice && { tool_choice: choice }),
      ...(functions && { functions }),
      [chat ? 'messages' : 'prompt']: preview.rendered,
      stream: true,
    },
    ...(virtualKey && { headers: { 'x-portkey-virtual-key': virtualKey } }),
    workspace,
  };
}
