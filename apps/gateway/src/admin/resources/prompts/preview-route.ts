import type { PreviewPrompt, PromptPreview } from '@sluice/contract';
import { isFaultError } from '@sluice/provider-sdk';
import Joi from 'joi';
import { compilePrompt } from '../../../prompts/compile.ts';
import { kindOfTemplate } from '../../../prompts/kind-of-template.ts';
import { type PartialDirectory } from '../../../prompts/partials.ts';
import type { AdminMeans } from '../../means.ts';
import { placeFor } from '../../place.ts';
import { route, type AdminRoute } from '../../route.ts';

const kind = Joi.string().valid('chat', 'completion', 'text');

const PREVIEW = Joi.object({
  string: Joi.string().allow('').max(1_000_000).required().description('A template in Mustache; it need not be saved'),
  variables: Joi.object().default({}),
  kind: kind.description('`text`: a partial. Default: by the look of the template'),
  workspace_id: Joi.string().description('Whose partials it may name. Default: the asker’s own'),
});

const PREVIEWED = Joi.object({
  object: Joi.string().valid('prompt-preview').required(),
  kind: kind.required(),
  rendered: Joi.alternatives(Joi.array(), Joi.string().allow('')).allow(null).required().description('null where it cannot be filled in'),
  problem: Joi.string().allow(null).required().description('Why not'),
});

/** `POST /v1/prompts/preview`: a template filled in exactly as a call would fill it in, while it is being written. */
export const previewRoute = ({ store, partialsFor }: AdminMeans): AdminRoute =>
  route<PreviewPrompt & { readonly variables: Readonly<Record<string, unknown>> }>({
    method: 'POST',
    path: '/prompts/preview',
    summary: 'Fill in a template that need not be saved, calling nobody',
    tag: 'Prompts',
    policy: { kind: 'scopes', scopes: ['prompts.read'] },
    body: PREVIEW,
    reply: PREVIEWED,
    async handle({ body, principal }) {
      const place = await store.read((db) => placeFor(body.workspace_id, principal, 'prompts.read', db));
      return { body: { ...previewOf(body, partialsFor(place)) } };
    },
  });

function previewOf(
  { string, variables = {}, kind: said = kindOfTemplate(string) }: PreviewPrompt,
  partials: PartialDirectory,
): PromptPreview {
  try {
    const rendered = compilePrompt(
      {
        id: 'draft',
        slug: 'draft',
        versionId: 'draft',
        workspaces: undefined,
        parameters: {},
        virtualKey: undefined,
        kind: said === 'chat' ? 'chat' : 'completion',
        string,
      },
      // Partials are left out of partials.
      said === 'text' ? { find: () => ({ string: '' }) } : partials,
    ).render(variables);
    return { object: 'prompt-preview', kind: said, rendered, problem: null };
  } catch (error) {
    if (!isFaultError(error)) throw error;
    return { object: 'prompt-preview', kind: said, rendered: null, problem: error.message };
  }
}
