import { asChat } from './asked/as-chat.ts';
import { alike, type Asked, type Media, type Said, type Told, type Tool } from './asked/asked.ts';
import { askedInMessages } from './asked/in-messages.ts';
import { askedInResponses } from './asked/in-responses.ts';
import type { Checks } from './checks.ts';
import { memberOf, type Declared } from './declared.ts';
import { objectIn, parsed, parsedOr, textIn, unlike, type Json } from './json.ts';
import type { Recording } from './recording.ts';
import { askedIn, siteOf, type Site } from './site.ts';
import type { Question, Stand } from './stand.ts';

/** One provider for each of the forms of chat there are. */
const ABROAD: readonly (readonly [Site, model: string])[] = [
  [{ slug: 'avian', base: '/v1', headers: {}, words: 'chat', keyIn: 'authorization' }, 'a-model'],
  [{ slug: 'mistral-ai', base: '/v1', headers: {}, words: 'chat', keyIn: 'authorization' }, 'mistral-large-latest'],
  [{ slug: 'anthropic', base: '/v1', headers: {}, words: 'messages', keyIn: 'x-api-key' }, 'claude-sonnet-4-5'],
  [{ slug: 'google', base: '', headers: {}, words: 'gemini', keyIn: 'x-goog-api-key' }, 'gemini-2.5-flash'],
  [{ slug: 'bedrock', base: '', headers: {}, words: 'converse', keyIn: 'authorization' }, 'anthropic.claude-sonnet-4-20250514-v1:0'],
  [{ slug: 'cohere', base: '', headers: {}, words: 'cohere', keyIn: 'authorization' }, 'command-a-03-2025'],
  [{ slug: 'ollama-native', base: '', headers: {}, words: 'ollama', keyIn: 'authorization' }, 'qwen3:4b'],
];

/**
 * Asks a recorded question of providers that it was never meant for, in the words it was recorded in: what arrives must
 * say the same, by a reader of the provider's own form; what cannot be said there is refused by name.
 */
export async function checkAbroad(recording: Recording, stand: Stand, declaredBy: (slug: string) => Declared): Promise<Checks> {
  const checks: Checks = {};
  const { request, response } = recording;
  if (!request?.body || response.status >= 300) return checks;
  const home = siteOf(recording);
  const body = objectIn(parsed(request.body));
  for (const [site, model] of ABROAD) {
    if (site.slug === home.slug) continue;
    const [question, asked] = questionIn(recording, home, body, model);
    const { received, reply } = await stand.ask(NOTHING, site, question);
    const declared = declaredBy(site.slug);
    const param = textIn(objectIn(objectIn(reply.json)['error'])['param']);
    const name = `asked of ${site.slug}`;
    if (!received)
      checks[name] = isRefusedByName(reply.status, param, question.body as object)
        ? []
        : [`refused: ${reply.status} ${param} ${reply.text.slice(0, 300)}`];
    else {
      const got = askedIn(site.words, objectIn(parsed(received.body.toString())), new URL(received.url, 'http://provider.invalid'));
      checks[name] = [
        ...unlike(gist(asked, asked), gist(got, asked)).filter((line) => !declaredAt(line, declared)),
        ...unread(asked, received.body.toString()),
      ];
    }
  }
  return checks;
}

const declaredAt = (line: string, declared: Declared): boolean => {
  const member = memberOf(line)
    .replace('settings.', '')
    .replace(/^parallel/, 'parallel_tool_calls')
    .replace(/^choice/, 'tool_choice');
  return /^(?:settings|parallel|choice)/.test(line) && declared(member.replace(/^tool_choice.*/, 'tool_choice'));
};

/** A document of plain text may go as text, wherever: its words are there. */
const unread = ({ said }: Asked, body: string): readonly string[] =>
  said
    .flatMap((each) => (each.kind === 'media' && 'data' in each.media && each.media.type.startsWith('text/') ? [each.media.data] : []))
    .filter((data) => !body.includes(data) && !body.includes(JSON.stringify(Buffer.from(data, 'base64').toString()).slice(1, -1)))
    .map((data) => `a document is not there: ${data.slice(0, 40)}`);

/** What is refused is so with the name of a member that is there in the question. */
const isRefusedByName = (status: number, param: string, question: object) =>
  status === 400 && (/^[a-z_]+/.exec(param)?.[0] ?? '') in question;

function questionIn({ endpoint }: Recording, home: Site, body: Json, model: string): readonly [Question, Asked] {
  const named = { ...body, model };
  if (endpoint === 'responses') return [{ path: '/responses', body: named }, askedInResponses(named)];
  if (endpoint === 'messages' || endpoint === 'invoke') return [{ path: '/messages', body: named }, askedInMessages(named)];
  const asked = { ...askedIn(home.words, body, new URL('http://nowhere.invalid/')), model };
  return [{ path: '/chat/completions', body: home.words === 'chat' ? named : asChat(asked) }, asked];
}

const NOTHING: Recording = {
  id: 'nothing',
  provider: '',
  endpoint: 'chat',
  model: null,
  fidelity: { request: '', response: '' },
  request: null,
  response: { status: 404, headers: {}, body: '{}', body_encoding: 'utf8', body_format: 'json' },
};

/**
 * What a call comes to anywhere: what is said, without thinking and marks, and the tools by their outlines. `home` is the
 * call as it was asked: what a provider's own rules add to it, or change of it, is known from there.
 */
function gist(asked: Asked, home: Asked): Json {
  const { max_tokens, temperature, top_p, stop } = asked.settings;
  const thinks = home.settings['thinking'] ?? home.settings['reasoning_effort'];
  const only = typeof home.choice === 'object' ? home.choice.name : undefined;
  const known = new Set(home.tools.map((tool) => ('own' in tool ? '' : tool.name)));
  // A form of the answer may be asked for by a tool of the gateway's own, and tools that were used must be named again.
  const tools = asked.tools
    .filter((tool) => 'own' in tool || known.has(tool.name))
    .filter((tool) => only === undefined || 'own' in tool || tool.name === only);
  const choice = asked.choice === 'required' && tools.length === 1 ? undefined : asked.choice;
  return alike({
    ...asked,
    model: '',
    streamed: false,
    choice: home.settings['response_format'] === undefined && typeof choice !== 'object' ? choice : undefined,
    said: withoutOpening(inFront(asked.said), home).flatMap((each) => heardAbroad(each, home)),
    tools: tools.map(outline),
    // A budget for thinking is added to the limit where the limit counts both.
    settings: { max_tokens: thinks === undefined || thinks === null ? max_tokens : undefined, temperature, top_p, stop },
    rest: {},
  });
}

const NEEDS_NO_WORD = /^\s*$/;

function heardAbroad(each: Said, home: Asked): readonly Said[] {
  if (each.kind === 'thinking' || each.kind === 'block') return [];
  if (each.kind === 'call') return [{ kind: 'call', id: each.id, name: each.name, input: each.input }];
  if (each.kind === 'result') return [{ kind: 'result', id: each.id, content: each.content.map(unwrapped) }];
  if (each.kind === 'media') return isWords(each.media) ? [] : [{ kind: 'media', who: each.who, media: seen(each.media) }];
  const wasThought = home.said.some((said) => said.kind === 'thinking' && said.thinking === each.text);
  if (NEEDS_NO_WORD.test(each.text) || each.text === 'Please begin.' || (each.who === 'assistant' && wasThought)) return [];
  // An instruction to answer in JSON stands after the caller's own.
  if (each.who === 'system' && home.settings['response_format'] !== undefined) return [];
  const documents = home.said.flatMap((said) =>
    said.kind === 'media' && 'data' in said.media ? [Buffer.from(said.media.data, 'base64').toString()] : [],
  );
  const own = documents.reduce((text, document) => text.replace(document, ''), each.text);
  // Instructions alone are a question where one is wanted. Parts are joined with and without a line between.
  const who = home.said.every((said) => 'who' in said && said.who === 'system') ? 'user' : each.who;
  return [{ kind: 'text', who, text: own.replaceAll(/\s+/g, '') }];
}

const isWords = (media: Media) => 'data' in media && media.type.startsWith('text/');

/** Gemini wants an object of every tool's answer. */
function unwrapped(told: Told): Told {
  if (!('value' in told)) return { media: seen(told.media) };
  const [[name, value] = [], ...others] = Object.entries(objectIn(told.value));
  return others.length === 0 && name === 'output' ? { value: typeof value === 'string' ? parsedOr(value) : value } : told;
}

/** Some tell a picture without its type, and a document of any text as plain text. */
const seen = (media: Media): Media => {
  if ('id' in media) return { url: '' };
  if ('url' in media) return /\/files\/file_/.test(media.url) ? { url: '' } : media;
  return { data: media.data, type: media.type.replace(/^image\/.*/, 'image').replace(/^text\/.*/, 'text') };
};

/** A conversation that an answer begins gets a word from the user where the provider wants one. */
function withoutOpening(said: readonly Said[], home: Asked): readonly Said[] {
  const isTalk = (each: Said) => !('who' in each) || each.who !== 'system';
  const [first] = home.said.filter(isTalk);
  if (!first) return said;
  if ('who' in first && first.who === 'user') return said;
  const opening = said.find(isTalk);
  return said.filter((each) => each !== opening || !('who' in each) || each.who !== 'user');
}

/** Instructions are said before all else, wherever they stand. */
const inFront = (said: readonly Said[]) => [
  ...said.filter((each) => 'who' in each && each.who === 'system'),
  ...said.filter((each) => !('who' in each) || each.who !== 'system'),
];

function outline(tool: Tool): Tool {
  if ('own' in tool) return tool;
  const names = Object.keys(objectIn(objectIn(tool.schema)['properties'])).toSorted();
  return { name: tool.name, description: tool.description, schema: names };
}
