import { FaultError, type Codec } from '@sluice/provider-sdk';
import { badRequest, cannot, jsonIn, stringAt, textIn } from '@sluice/provider-sdk/chat';

/** Source: OpenAI API reference as generated into openai-node, 2026-08-21. */
const TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  opus: 'audio/ogg',
  pcm: 'audio/pcm',
};

/** Members of OpenAI's that Mistral has no name for. Source: mistralai/client-ts, SpeechRequest, 2026-08-05. */
const UNKNOWN: ReadonlySet<string> = new Set(['speed', 'instructions', 'stream_format']);

/** `/audio/speech`: asked as OpenAI is, and answered with base64 inside JSON (recorded, 2026). */
export const speechCodec: Codec = {
  request: (call, { model }) => {
    if (call['stream'] === true || call['stream_format'] === 'sse') throw cannot('stream', 'the gateway reads Mistral’s speech as a whole');
    if (stringAt(call, 'input') === undefined) throw badRequest('input', 'must be the text to speak');
    const format = stringAt(call, 'response_format');
    if (format === 'aac') throw cannot('response_format', 'Mistral does not write aac');
    const known = Object.entries(call).filter(([name, value]) => !UNKNOWN.has(name) && value !== null);
    return { path: '/audio/speech', body: { ...Object.fromEntries(known), ...(model !== undefined && { model }) } };
  },
  reply: ({ json }, { call }) => {
    const audio = textIn(jsonIn(json)?.['audio_data']);
    if (audio === undefined) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "audio_data"' });
    const format = textIn(call['response_format']) ?? 'mp3';
    return { contentType: TYPES[format] ?? 'application/octet-stream', bytes: Buffer.from(audio, 'base64') };
  },
};
