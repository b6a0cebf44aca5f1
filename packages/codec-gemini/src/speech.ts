import { FaultError, type Codec, type Fields, type Json } from '@sluice/provider-sdk';
import { badRequest, cannot, isJson, jsonIn, listIn, numberAt, stringAt, textIn } from '@sluice/provider-sdk/chat';
import { blockReason } from './blocked.ts';
import { nativeFinish } from './finish.ts';
import { modelOf, type GeminiHost } from './host.ts';
import { answerIn } from './reply.ts';
import { wavOf } from './wav.ts';

/** Speech by models that answer with sound. Source: ai.google.dev, speech generation, 2026-08. */
export const geminiSpeech = <F extends Fields>(host: GeminiHost<F>): Codec<F> => ({
  request(call, target) {
    const model = modelOf(call, target);
    const input = stringAt(call, 'input');
    if (input === undefined || input === '') throw badRequest('input', 'must be the text to say');
    if ((numberAt(call, 'speed') ?? 1) !== 1) throw cannot('speed', 'say in "instructions" how fast to speak');
    formatOf(call);
    const instructions = stringAt(call, 'instructions');
    const text = instructions === undefined || instructions === '' ? input : `${instructions}:\n${input}`;
    const generationConfig = { responseModalities: ['AUDIO'], ...voiceOf(call) };
    return {
      path: host.path(model, 'generateContent', target),
      body: { contents: [{ role: 'user', parts: [{ text }] }], generationConfig },
    };
  },
  reply({ json }, asked) {
    const { bytes, rate } = soundIn(answerIn(json));
    return formatOf(asked.call) === 'pcm' ? { contentType: 'audio/pcm', bytes } : { contentType: 'audio/wav', bytes: wavOf(bytes, rate) };
  },
});

/** The models make samples without a form; a head around them is all that can be added without a coder. */
function formatOf(call: Json): 'wav' | 'pcm' {
  const format = stringAt(call, 'response_format') ?? 'wav';
  if (format !== 'wav' && format !== 'pcm') throw cannot('response_format', 'speech is wav or pcm here');
  return format;
}

function voiceOf(call: Json): Json {
  const voice = textIn(jsonIn(call['voice'])?.['id']) ?? stringAt(call, 'voice');
  return voice === undefined ? {} : { speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: voice } } } };
}

function soundIn(answer: Json): { readonly bytes: Uint8Array; readonly rate: number } {
  const [candidate = {}] = listIn(answer['candidates']).filter(isJson);
  const parts = listIn(jsonIn(candidate['content'])?.['parts']).map((part) => jsonIn(jsonIn(part)?.['inlineData']));
  const sounds = parts.filter((data) => textIn(data?.['data']) !== undefined);
  if (sounds.length === 0) {
    const reason = blockReason(answer) ?? nativeFinish(candidate) ?? 'no reason';
    throw new FaultError({
      kind: blockReason(answer) === undefined ? 'generation_failed' : 'content_refused',
      message: `the model said nothing (${reason})`,
    });
  }
  // `audio/L16;codec=pcm;rate=24000`
  const rate = Number(/rate=(\d+)/.exec(textIn(sounds[0]?.['mimeType']) ?? '')?.[1] ?? 24_000);
  return { bytes: Buffer.concat(sounds.map((data) => Buffer.from(String(data?.['data']), 'base64'))), rate };
}
