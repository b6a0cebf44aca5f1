import { bytesOf } from '../support/recorded.ts';
import { askedInConverse } from './asked/in-converse.ts';
import { askedInGemini } from './asked/in-gemini.ts';
import { askedInMessages } from './asked/in-messages.ts';
import { asMessages } from './asked/as-messages.ts';
import { alike } from './asked/asked.ts';
import type { Checks } from './checks.ts';
import { countOf, embeddingQuestion, embeddingSaid, modelsIn, rankingIn, vectorsIn } from './figures.ts';
import { memberOf, type Declared } from './declared.ts';
import { untold } from './errors.ts';
import { listIn, objectIn, parsed, textIn, unlike, type Json } from './json.ts';
import type { Recording } from './recording.ts';
import { siteOf, type Site } from './site.ts';
import type { Exchange, Question, Stand } from './stand.ts';
import { misplaced } from './where.ts';

/** Asks what is not talk at its own door: vectors, rankings, pictures, sound, lists, counts. */
export async function checkOther(recording: Recording, stand: Stand, declaredBy: (slug: string) => Declared): Promise<Checks> {
  const site = siteOf(recording);
  const way = wayOf(recording, site);
  if (way === undefined) return {};
  const exchange = await stand.ask(recording, site, way.question);
  const { received, reply } = exchange;
  const checks: Checks = {};
  const declared = declaredBy(site.slug);
  if (recording.request)
    checks['asked'] = received
      ? [...misplaced(recording, site, received), ...way.asked(received.body).filter((line) => !declared(memberOf(line)))]
      : [`refused: ${reply.status} ${reply.text.slice(0, 300)}`];
  if (recording.response.status >= 300) checks['told'] = untold(recording, site.slug, reply, 'other');
  else checks['told'] = reply.status === 200 ? way.told(exchange) : [`status: got ${reply.status} ${reply.text.slice(0, 300)}`];
  return checks;
}

/** How one recording is asked for, and what is looked at. */
interface Way {
  readonly question: Question;
  readonly asked: (body: Buffer) => readonly string[];
  readonly told: (exchange: Exchange) => readonly string[];
}

function wayOf(recording: Recording, site: Site): Way | undefined {
  const { endpoint, request, response, model } = recording;
  const given = objectIn(parsed(request?.body ?? ''));
  const answer = parsed(response.body);
  switch (endpoint) {
    case 'models': {
      const expected = modelsIn(answer);
      const told = ({ reply }: Exchange) => unlike(expected, modelsIn(reply.json));
      return { question: { method: 'GET', path: '/models' }, asked: () => [], told };
    }
    case 'api_embed':
    case 'invoke':
    case 'embeddings': {
      if (endpoint === 'invoke' && !/embed/.test(model ?? '')) return undefined;
      const question = { path: '/embeddings', body: embeddingQuestion(site.slug, given, textIn(model)) };
      const asked = (body: Buffer) => unlike(embeddingSaid(given), embeddingSaid(objectIn(parsed(body.toString()))));
      return { question, asked, told: ({ reply }) => unlike(vectorsIn(answer, site.slug), vectorsIn(reply.json, 'openai')) };
    }
    case 'rerank': {
      const { top_k: topK, ...rest } = given;
      const body = request
        ? { ...rest, ...(topK !== undefined && { top_n: topK }) }
        : { model, query: 'q', documents: manyDocuments(answer) };
      return {
        question: { path: '/rerank', body },
        asked: same(given),
        told: ({ reply }) => unlike(rankingIn(answer), rankingIn(reply.json)),
      };
    }
    case 'count_tokens':
      return countingOf(recording, site, given, answer);
    case 'audio_speech':
      return speechOf(recording, given, answer);
    case 'api_generate': {
      const { model: name, prompt, stream, options } = given;
      const texts = response.body.split('\n').map((line) => textIn(objectIn(parsed(line))['response']));
      const told = ({ reply }: Exchange) => unlike(texts.join(''), completionIn(reply.text));
      const asked = (body: Buffer) => {
        const { model: toModel, prompt: toPrompt, stream: toStream } = objectIn(parsed(body.toString()));
        return unlike({ name, prompt, stream: stream !== false }, { name: toModel, prompt: toPrompt, stream: toStream !== false });
      };
      return {
        question: { path: '/completions', body: { model: name, prompt, stream: stream !== false, ...objectIn(options) } },
        asked,
        told,
      };
    }
    default:
      return plainOf(recording);
  }
}

const same = (expected: Json) => (body: Buffer) => unlike(withoutNothing(expected), withoutNothing(objectIn(parsed(body.toString()))));

const withoutNothing = (value: Json): Json => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));

const manyDocuments = (answer: unknown) =>
  Array.from({ length: 20 }, (_, index) => `document ${index} of ${listIn(objectIn(answer)['results']).length}`);

const completionIn = (text: string): string =>
  text
    .split('\n')
    .map((line) => objectIn(parsed(line.replace(/^data: /, ''))))
    .map((said) => textIn(listIn(said['choices'])[0]?.['text']))
    .join('');

/** Counts are asked for in Messages' own words, whoever counts. */
function countingOf(recording: Recording, { words }: Site, given: Json, answer: unknown): Way {
  const told = ({ reply }: Exchange) => unlike({ input_tokens: countOf(answer) }, reply.json);
  const path = '/messages/count_tokens';
  if (words === 'messages') return { question: { path, body: bytesOf(recording.request!.body, 'utf8') }, asked: same(given), told };
  const url = new URL(recording.request!.url);
  const read = (body: Json, at: URL) =>
    words === 'gemini'
      ? askedInGemini(objectIn(body['generateContentRequest'] ?? body), at)
      : askedInConverse(objectIn(objectIn(body['input'])['converse']), at);
  const { said } = read(given, url);
  const model = textIn(recording.model);
  const body = asMessages({ model, streamed: false, said, tools: [], settings: {}, rest: {} });
  const asked = (got: Buffer) =>
    unlike(alike({ ...askedInMessages(body), settings: {} })['said'], alike(read(objectIn(parsed(got.toString())), url))['said']);
  return { question: { path, body }, asked, told };
}

function speechOf({ response, request }: Recording, given: Json, answer: unknown): Way {
  const { text, ...rest } = given;
  const inJson = textIn(objectIn(answer)['audio_data']);
  const expected = inJson === '' ? bytesOf(response.body, response.body_encoding) : Buffer.from(inJson, 'base64');
  const body = text === undefined ? bytesOf(request!.body, 'utf8') : { input: text, ...rest };
  return {
    question: { path: '/audio/speech', headers: { 'content-type': 'application/json' }, body },
    asked: same(given),
    told: ({ reply }) => bytesAlike(expected, reply.bytes),
  };
}

const PATHS: Readonly<Record<string, string>> = {
  completions: '/completions',
  images: '/images/generations',
  moderations: '/moderations',
  audio_transcription: '/audio/transcriptions',
  audio_translation: '/audio/translations',
};

/** What passes as it came. */
function plainOf({ endpoint, request, response, fidelity }: Recording): Way | undefined {
  const path = request?.url.endsWith('/images/edits') ? '/images/edits' : PATHS[endpoint];
  if (path === undefined) return undefined;
  const expected = bytesOf(response.body, response.body_encoding);
  const told = ({ reply }: Exchange) =>
    fidelity.response === 'exact' ? bytesAlike(expected, reply.bytes) : unlike(parsed(response.body), parsed(reply.text));
  if (request?.body && !request.body.startsWith('[multipart')) {
    const type = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'application/json';
    const body = bytesOf(request.body, request.body_encoding);
    const asked = (got: Buffer) => (type.startsWith('multipart/') ? bytesAlike(body, got) : same(objectIn(parsed(request.body!)))(got));
    return { question: { path, headers: { 'content-type': type }, body }, asked, told };
  }
  // The recording left the upload out: any will do.
  const parts = [
    '--x',
    'content-disposition: form-data; name="model"',
    '',
    'a-model',
    '--x',
    'content-disposition: form-data; name="file"; filename="a.wav"',
    'content-type: audio/wav',
    '',
    'RIFF',
    '--x--',
    '',
  ];
  const body = Buffer.from(parts.join('\r\n'));
  return {
    question: { path, headers: { 'content-type': 'multipart/form-data; boundary=x' }, body },
    asked: (got) => bytesAlike(body, got),
    told,
  };
}

const bytesAlike = (expected: Buffer, got: Buffer) =>
  expected.equals(got) ? [] : [`bytes: ${expected.length} expected, ${got.length} came: ${got.subarray(0, 100).toString()}`];
