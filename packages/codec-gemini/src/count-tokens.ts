import type { Codec, Fields } from '@sluice/provider-sdk';
import { countIn } from '@sluice/provider-sdk/chat';
import { modelOf, type GeminiHost } from './host.ts';
import { answerIn, unreadable } from './reply.ts';
import { generateContentRequest } from './request.ts';

/** Counts what a chat call would put in: given the call, it answers `{"input_tokens":n}`. */
export const geminiCountTokens = <F extends Fields>(host: GeminiHost<F>): Codec<F> => ({
  request(call, target) {
    const model = modelOf(call, target);
    const { body } = generateContentRequest(call, model, host);
    const path = host.path(model, 'countTokens', target);
    return { path, body: host.counts === 'wrapped' ? { generateContentRequest: { model: `models/${model}`, ...body } } : body };
  },
  reply({ json }) {
    const tokens = countIn(answerIn(json)['totalTokens']);
    if (tokens === undefined) throw unreadable('the provider’s answer holds no count');
    return { input_tokens: tokens };
  },
});
