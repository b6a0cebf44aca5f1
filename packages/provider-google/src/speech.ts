import { geminiSpeech } from '@sluice/codec-gemini';
import type { ModelChoice, Translated } from '@sluice/provider-sdk';
import { host } from './host.ts';

const spoken: Translated = { dialect: 'openai-speech', codec: geminiSpeech(host) };

/** Only models made for it speak in one answer. */
export const speech: ModelChoice = { choose: (model) => (model === undefined || /tts/i.test(model) ? spoken : undefined) };
