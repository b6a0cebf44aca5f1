import type { Operation, Operations } from '@sluice/provider-sdk';
import * as claude from './claude.ts';
import type { VertexFields } from './fields.ts';
import * as gemini from './gemini.ts';
import { readModelName, type ModelName } from './model-name.ts';
import { mistralChat, openChat } from './open-models.ts';

type Choose = (name: ModelName) => Operation<VertexFields> | undefined;

/** Where no model is known yet, the house's own are meant. */
const byModel = (choose: Choose) => ({ choose: (model: string | undefined) => choose(readModelName(model ?? 'gemini-image-tts')) });

const chatFor: Choose = ({ speaks }) => ({ gemini: gemini.chat, messages: claude.chat, mistral: mistralChat, openai: openChat })[speaks];

/** Of Gemini's models, by their own names. */
const ofGemini = (choose: (name: string) => Operation<VertexFields> | undefined): Choose => {
  return ({ speaks, name }) => (speaks === 'gemini' ? choose(name) : undefined);
};

const countTokensFor: Choose = ({ speaks }) =>
  speaks === 'gemini' ? gemini.countTokens : speaks === 'messages' ? claude.countTokens : undefined;

/** What each maker's models can be asked for. */
export const operations: Operations<VertexFields> = {
  chat: byModel(chatFor),
  messages: byModel(({ speaks }) => (speaks === 'messages' ? claude.messages : undefined)),
  countTokens: byModel(countTokensFor),
  embeddings: byModel(ofGemini(gemini.embeddingsFor)),
  images: byModel(ofGemini(gemini.imagesFor)),
  speech: byModel(ofGemini(gemini.speechFor)),
};
