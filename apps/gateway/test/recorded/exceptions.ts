const all = (reason: string) => ({ asked: reason, told: reason });

const GENERATE = all('Cohere’s first API, which the gateway does not speak; its chat is asked by the second');
const GUARD_CONTENT = 'guardContent has no word in chat’s language, and there is nothing else in the message';
const INVOKE = 'chat goes by Converse; text by InvokeModel is in each model’s own words, which the gateway does not speak';
const SAID_TWICE = 'the thinking is sent under two names; the copy under the one that the server does not read is left out';
const TTS = all('xAI’s own speech at /v1/tts takes no model and stands at no door of OpenAI’s');
const NO_MESSAGES = 'the call has no message but an instruction, which the Messages API refuses too';

const guarded = (...doors: readonly string[]) =>
  Object.fromEntries(doors.flatMap((door) => [`asked at ${door}`, `told at ${door}`]).map((name) => [name, GUARD_CONTENT]));

/** What of a recording does not pass, by its id and the name of the check, with the reason. All else must, and what is here must not. */
export const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'bedrock-converse-04850fa024': {
    ...guarded('chat'),
    'kept at chat': GUARD_CONTENT,
    'told at messages': GUARD_CONTENT,
    'asked at messages': GUARD_CONTENT,
    'asked at responses': GUARD_CONTENT,
  },
  'bedrock-converse-2fc2ab039b': { ...guarded('chat', 'messages', 'responses'), 'kept at chat': GUARD_CONTENT },
  'bedrock-invoke-035a288823': all(INVOKE),
  'bedrock-invoke-36a3230e4f': all(INVOKE),
  'cohere-chat_v1-6364ff4c99': GENERATE,
  'cohere-chat_v1-680cad0d17': GENERATE,
  'cohere-chat_v1-779d707092': GENERATE,
  'cohere-chat_v1-a0c4a38754': GENERATE,
  'cohere-generate-18352c6741': GENERATE,
  'cohere-generate-f1ec2df74b': GENERATE,
  'gemini-interactions-3ebaf79ef2': all('the Interactions API has no door here; the same models are asked by generateContent'),
  'ollama-api_embed-1650e96ddc': { asked: 'recorded at /api/embeddings, the door before /api/embed, which is asked in its place' },
  'ollama-chat-3b538aab1e': { 'asked at chat': SAID_TWICE },
  'ollama-chat-4f7db80b86': { 'asked at chat': SAID_TWICE },
  'ollama-chat-eaa38d66eb': { 'asked at chat': SAID_TWICE },
  'openai-chat-d486161406': { 'asked at messages': NO_MESSAGES, 'told at messages': NO_MESSAGES },
  'xai-audio_speech-6eacbb1441': TTS,
};
