import type { Json, Mend } from '@sluice/provider-sdk';
import { isJson, listIn, textIn } from '@sluice/provider-sdk/chat';

/**
 * Anthropic's list of models, or one of them, with the members that OpenAI's clients look for beside its own, so that
 * the clients of both can read it. Source: anthropic-sdk-typescript, models, 2026-08-19.
 */
export const mendModelList: Mend = {
  signs: ['"created_at"'],
  reply: (reply) => {
    if (reply['type'] === 'model') return asOpenAIModel(reply);
    if (!Array.isArray(reply['data'])) return reply;
    return { object: 'list', ...reply, data: listIn(reply['data']).map((model) => (isJson(model) ? asOpenAIModel(model) : model)) };
  },
};

function asOpenAIModel(model: Json): Json {
  const madeMs = Date.parse(textIn(model['created_at']) ?? '');
  return { object: 'model', created: Number.isNaN(madeMs) ? 0 : Math.floor(madeMs / 1000), owned_by: 'anthropic', ...model };
}
