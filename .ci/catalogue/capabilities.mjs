// The table's words for how a model is used, in the words of `CAPABILITIES`. What is missing here (searches, stores) is
// nothing that the gateway could ask a model for.
const BY_MODE = {
  chat: ['chat'],
  completion: ['completions'],
  responses: ['responses'],
  embedding: ['embeddings'],
  rerank: ['rerank'],
  moderation: ['moderation'],
  image_generation: ['images'],
  image_edit: ['image_edits'],
  video_generation: ['video'],
  audio_speech: ['speech'],
  audio_transcription: ['transcription'],
  ocr: ['ocr'],
  realtime: ['realtime'],
};

const BY_FLAG = {
  tools: ['tools'],
  // Whoever keeps to a schema keeps to JSON.
  json_schema: ['json', 'json_schema'],
  reasoning: ['reasoning'],
  vision: ['vision'],
  image_embed: ['vision'],
  pdf: ['pdf'],
  audio_in: ['audio_in'],
  audio_out: ['audio_out'],
  video_in: ['video_in'],
  prompt_caching: ['prompt_caching'],
  web_search: ['web_search'],
};

// Rows whose mode is not what the provider says of the model.
const CORRECTED = [
  // No model of this name: tools and sandboxes that have a price.
  [/^container$/, []],
  [/^gemini-(1\.5-flash|flash-experimental)$/, ['chat']],
  [/^deep-research-pro-preview/, ['chat']],
  [/^gemini-.*-tts$/, ['speech']],
  // Gemini's models for pictures are asked for them in a chat.
  [/^gemini-.*-image/, ['chat', 'images']],
  [/^lyria-/, ['chat', 'audio_out']],
  // Models for pictures, said to chat.
  [/\/(flux|SSD|stable-diffusion|playground-v2|japanese-stable)[^/]*$/, ['images']],
];

export function capabilitiesOf({ model, mode, supports = {} }) {
  const corrected = CORRECTED.find(([name]) => name.test(model))?.[1];
  const uses = corrected ?? BY_MODE[mode] ?? [];
  if (uses.length === 0) return [];
  return [...new Set([...uses, ...Object.keys(BY_FLAG).flatMap((flag) => (supports[flag] ? BY_FLAG[flag] : []))])];
}
