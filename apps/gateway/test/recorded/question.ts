import { bytesOf } from '../support/recorded.ts';
import type { Asked } from './asked/asked.ts';
import { piecesOf } from './frames.ts';
import { objectIn, parsed, textIn } from './json.ts';
import type { Recording } from './recording.ts';
import { askedIn, heardIn, type Site } from './site.ts';

/** What was asked; of an answer alone, a plain question that it could be the answer to. */
export function questionOf(recording: Recording, site: Site): Asked {
  const { request, response, model } = recording;
  if (request?.body) {
    const url = new URL(request.url);
    const body = objectIn(parsed(request.body));
    const words = recording.endpoint === 'invoke' ? 'messages' : site.words;
    const asked = askedIn(words, body, url);
    const inPath = /\/model\/([^/]+)\//.exec(url.pathname)?.[1];
    return recording.endpoint === 'invoke'
      ? { ...asked, model: decodeURIComponent(inPath ?? '') }
      : { ...asked, model: asked.model || textIn(model) };
  }
  const pieces = piecesOf(bytesOf(response.body, response.body_encoding), response.body_format);
  const heard = response.status < 300 ? heardIn(recording.endpoint === 'responses' ? 'chat' : site.words, pieces) : undefined;
  const names = new Set((heard?.answers ?? []).flatMap(({ calls }) => calls.map(({ name }) => name)));
  return {
    model: model ?? (MODELS[site.words] || 'a-model'),
    streamed: STREAMS.has(response.body_format) && response.status < 300,
    said: [{ kind: 'text', who: 'user', text: 'What is there?' }],
    tools: [...names].map((name) => ({ name, description: 'A tool.', schema: { type: 'object', properties: { a: { type: 'string' } } } })),
    settings: { max_tokens: 1000 },
    rest: {},
  };
}

const MODELS: Readonly<Record<string, string>> = {
  messages: 'claude-sonnet-4-5',
  gemini: 'gemini-2.5-flash',
  converse: 'anthropic.claude-3-haiku-20240307-v1:0',
  cohere: 'command-a-03-2025',
};

/** Formats of bodies that come piece by piece. */
export const STREAMS = new Set(['sse', 'ndjson', 'json-array-stream', 'aws-eventstream']);

/** What a caller says in headers for the provider. */
export const betasOf = ({ request }: Recording) =>
  Object.fromEntries(Object.entries(request?.headers ?? {}).filter(([name]) => /^anthropic-(?:beta|version)$/i.test(name)));
