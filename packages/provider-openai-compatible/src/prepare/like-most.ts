import { asMaxTokens, changeMessages, developerAsSystem, thinkingAsEffort } from '@sluice/provider-sdk/openai';
import { effortForThinking, maxTokens, systemForDeveloper } from './declared.ts';
import type { Preparation } from './preparation.ts';

/** For those who follow OpenAI at some distance: its newer names are told by its older ones. */
export const likeMost: Preparation = {
  prepare: (body) => {
    asMaxTokens(body);
    thinkingAsEffort(body);
    changeMessages(body, developerAsSystem);
  },
  differences: [maxTokens, effortForThinking, systemForDeveloper],
};

/** For those who pass requests on to OpenAI's own models among others, and so know its newest names. */
export const likeOpenAI: Preparation = {
  prepare: (body) => thinkingAsEffort(body),
  differences: [effortForThinking],
};
