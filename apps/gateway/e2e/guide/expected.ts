import { curl, type Client } from './clients.ts';
import { PARIS, sawPicture, WEATHER_CALL } from './groq-answers.ts';
import type { Json } from './groq-schema.ts';
import { examples } from './page.ts';
import { CALLER_KEY, PROMPT_MESSAGE, PROMPT_PARAMETERS, STORED_KEY } from './stage.ts';
import type { Run, Seen } from './watch.ts';

/** What is to be seen of a run, at both ends. */
export function expectedOf(run: Run): Seen {
  return {
    said: wordsFor(run),
    requests: [
      {
        line: 'POST /openai/v1/chat/completions',
        // The virtual key's credential beats whatever the client sends by default.
        authorization: `Bearer ${run.example.topic === 'virtual-key' ? STORED_KEY : CALLER_KEY}`,
        headersOfOurs: [],
        call: callFor(run),
      },
    ],
  };
}

function wordsFor({ example: { topic, client }, form, image }: Run): string {
  if (topic === 'vision') return sawPicture(pictureAddress(client, image));
  if (topic !== 'tools') return PARIS;
  // A call of a tool has no words, and that is what the guide's plain examples print.
  return form === 'streamed' || client === curl ? WEATHER_CALL.name + WEATHER_CALL.arguments : '';
}

/** All five clients write the same call, and curl writes it as it travels: so its block is the measure. */
function callFor({ example: { topic, client }, form, image, prompt }: Run): Json {
  const { prompt_id: _named, ...call } = bodyOf(topic);
  const messages = (call['messages'] as Json[]).map((message) => withPicture(message, pictureAddress(client, image)));
  const prompted = topic === 'prompt' && prompt === 'found';
  return {
    ...(prompted && PROMPT_PARAMETERS),
    ...call,
    messages: prompted ? [PROMPT_MESSAGE, ...messages] : messages,
    ...(form === 'streamed' && { stream: true }),
  };
}

function bodyOf(topic: string): Json {
  const code = examples.find((example) => example.client === curl && example.topic === topic)?.code ?? '';
  const json = /-d '(\{[\s\S]*\})'\n$/.exec(code)?.[1]?.replaceAll(`'\\''`, `'`);
  return JSON.parse(json ?? 'null') as Json;
}

/** The curl example carries its picture in its text, the others read a file. */
function pictureAddress(client: Client, image: Buffer): string {
  if (client !== curl) return `data:image/jpeg;base64,${image.toString('base64')}`;
  return /data:image[^"]+/.exec(JSON.stringify(bodyOf('vision')))?.[0] ?? '';
}

function withPicture(message: Json, url: string): Json {
  if (!Array.isArray(message['content'])) return message;
  const content = (message['content'] as Json[]).map((part) => (part['type'] === 'image_url' ? { ...part, image_url: { url } } : part));
  return { ...message, content };
}
