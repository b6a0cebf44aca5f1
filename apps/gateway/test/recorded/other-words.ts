import { bytesOf } from '../support/recorded.ts';
import { asChat } from './asked/as-chat.ts';
import { sayableInMessages } from './asked/as-messages.ts';
import { sayableInResponses } from './asked/as-responses.ts';
import { alike, type Asked } from './asked/asked.ts';
import type { Checks } from './checks.ts';
import { unheard } from './compare-heard.ts';
import { memberOf, type Declared } from './declared.ts';
import { heardAt, PATHS, questionAt, type Door } from './doors.ts';
import { unhinted, untold } from './errors.ts';
import { malformed } from './formed.ts';
import { piecesOf } from './frames.ts';
import { objectIn, parsed, textIn, unlike, type Json } from './json.ts';
import { keptIn, unkept } from './kept.ts';
import { missing } from './members.ts';
import { forgotten, messageIn, nextQuestion } from './said-again.ts';
import { betasOf, STREAMS } from './question.ts';
import type { Recording } from './recording.ts';
import { askedIn, heardIn, type Site } from './site.ts';
import { notAsked, type Exchange, type Stand } from './stand.ts';
import { misplaced } from './where.ts';

/** One recording as it is asked and told at a door whose words the provider does not speak, or not in this form. */
export interface Translation {
  readonly recording: Recording;
  readonly site: Site;
  readonly door: Door;
  readonly asked: Asked;
  readonly declared: Declared;
}

/** The caller speaks in other words than the provider: what arrives and what comes back must mean the same. */
export async function checkTranslated({ recording, site, door, asked, declared }: Translation, stand: Stand): Promise<Checks> {
  const { request, response } = recording;
  const sayable = door === 'messages' ? sayableInMessages(asked) : door === 'responses' ? sayableInResponses(asked) : asked;
  const question = { path: PATHS[door], headers: betasOf(recording), body: questionAt(door, sayable) };
  const exchange = await stand.ask(recording, site, question);
  const { received, reply } = exchange;
  const checks: Checks = {};
  if (
    site.slug !== PLAIN.slug &&
    received &&
    door !== 'chat' &&
    site.words === 'chat' &&
    received.url.split('?')[0]!.endsWith(PATHS[door])
  ) {
    // The provider has this door itself, and no answer for it is recorded: one that has not is asked in its place.
    const passed = unlike(tidyOf(question.body), parsed(received.body.toString())).filter((line) => !declared(memberOf(line)));
    const told = await checkTranslated({ recording, site: PLAIN, door, asked: withoutMarks(asked), declared }, stand);
    return { ...told, [`passed on at ${door}`]: passed };
  }
  if (request) {
    const place = door === 'chat' && received && recording.endpoint !== 'invoke' ? misplaced(recording, site, received) : [];
    const own =
      door === 'chat' && recording.endpoint !== 'invoke' && received
        ? missing(parsed(request.body ?? ''), parsed(received.body.toString()))
        : [];
    checks[`asked at ${door}`] = received ? [...place, ...own, ...unasked(sayable, askedOf(site, received), declared)] : notAsked(exchange);
  }
  // What InvokeModel answers is no answer to what is asked of Converse; a failure is a failure.
  if (recording.endpoint === 'invoke' && response.status < 300) return checks;
  checks[`told at ${door}`] =
    response.status >= 300 ? untold(recording, site.slug, reply, door) : toldAnew(recording, site, door, exchange);
  if (door === 'chat' && response.status < 300) Object.assign(checks, await checkKept({ recording, site, door, asked, declared }, stand));
  return checks;
}

/** A caller who is not strict is told what the provider wants back, and what he sends back arrives. */
async function checkKept({ recording, site, asked }: Translation, stand: Stand): Promise<Checks> {
  const { response } = recording;
  const headers = { ...betasOf(recording), 'x-portkey-strict-open-ai-compliance': 'false' };
  const { reply } = await stand.ask(recording, site, { path: PATHS.chat, headers, body: asChat(asked) });
  const recorded = piecesOf(bytesOf(response.body, response.body_encoding), response.body_format);
  const heard = heardIn(site.words, recorded);
  const kept = keptIn(site.words, recorded);
  const pieces = piecesOf(reply.bytes, STREAMS.has(response.body_format) ? 'sse' : 'json');
  const checks = { 'kept at chat': unkept(kept, reply.text, pieces) };
  if (reply.status !== 200 || heard.failure !== undefined) return checks;
  const again = await stand.ask(recording, site, { path: PATHS.chat, headers, body: nextQuestion(asked, messageIn(pieces)) });
  const before = asked.said.filter(({ kind }) => kind === 'call').length;
  const received = again.received && forgotten(heard, kept, askedOf(site, again.received), before, again.received.body.toString());
  return { ...checks, 'said again at chat': received ?? notAsked(again) };
}

/** A provider that speaks chat as OpenAI does, and at no other door. */
const PLAIN: Site = { slug: 'avian', base: '/v1', headers: {}, words: 'chat', keyIn: 'authorization' };

const withoutMarks = (asked: Asked): Asked => ({
  ...asked,
  said: asked.said.map((each) => ('cache' in each ? { ...each, cache: undefined } : each)),
  tools: asked.tools.map((tool) => ('cache' in tool ? { ...tool, cache: undefined } : tool)),
});

const tidyOf = (body: Json): unknown => JSON.parse(JSON.stringify(body));

function unasked(expected: Asked, got: Asked, declared: Declared): readonly string[] {
  const settingOf = (line: string) =>
    memberOf(line)
      .replace(/^settings\./, '')
      .replace(/^parallel/, 'parallel_tool_calls')
      .replace(/^choice/, 'tool_choice')
      .replace(/^rest\./, '');
  return unlike(alike(expected), alike(got)).filter(
    (line) => !(/^(?:settings|parallel|choice|rest)/.test(line) && declared(settingOf(line))),
  );
}

const askedOf = (site: Site, { url, body }: { readonly url: string; readonly body: Buffer }): Asked =>
  askedIn(site.words, objectIn(parsed(body.toString())), new URL(url, 'http://provider.invalid'));

function toldAnew(recording: Recording, site: Site, door: Door, { reply }: Exchange): readonly string[] {
  const { response } = recording;
  const recorded = piecesOf(bytesOf(response.body, response.body_encoding), response.body_format);
  const expected = heardIn(site.words, recorded);
  // A failure that came with a status of 200 may be told with a better one.
  const failure = textIn(objectIn(objectIn(reply.json)['error'])['message']);
  if (reply.status !== 200)
    return expected.failure !== undefined && failure.includes(expected.failure)
      ? []
      : [`status: got ${reply.status} ${reply.text.slice(0, 300)}`];
  const streamed = /event-stream/.test(String(reply.headers['content-type']));
  if (streamed !== STREAMS.has(response.body_format)) return [`streamed: ${String(streamed)}`];
  const pieces = piecesOf(reply.bytes, streamed ? 'sse' : 'json');
  const isOurs = door !== 'chat' || site.words !== 'chat';
  const hints = unhinted(response.headers, reply.headers);
  return [...hints, ...unheard(expected, heardAt(door, pieces), door), ...(streamed && isOurs ? malformed(door, pieces) : [])];
}
