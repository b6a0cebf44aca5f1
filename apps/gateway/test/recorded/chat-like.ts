import { bytesOf } from '../support/recorded.ts';
import type { Checks } from './checks.ts';
import type { Declared } from './declared.ts';
import type { Door } from './doors.ts';
import { piecesOf } from './frames.ts';
import { objectIn, textIn } from './json.ts';
import { checkTranslated } from './other-words.ts';
import { questionOf } from './question.ts';
import type { Recording } from './recording.ts';
import { checkSame } from './same-words.ts';
import { siteOf } from './site.ts';
import type { Stand } from './stand.ts';

/** Asks a recorded question at each of the three doors where models are talked to. */
export async function checkChatLike(recording: Recording, stand: Stand, declaredBy: (slug: string) => Declared): Promise<Checks> {
  const site = siteOf(recording);
  const declared = declaredBy(site.slug);
  const own: Door = recording.endpoint === 'responses' ? 'responses' : recording.endpoint === 'messages' ? 'messages' : 'chat';
  const checks: Checks = {};
  const isSame = own === 'responses' || (own === 'chat' && site.words === 'chat') || (own === 'messages' && site.words === 'messages');
  if (isSame) Object.assign(checks, await checkSame(recording, site, own, stand, declared));
  if (own === 'responses') return checks;
  const asked = questionOf(recording, site);
  for (const door of ['chat', 'messages', 'responses'] as const) {
    if (isSame && door === own) continue;
    Object.assign(checks, await checkTranslated({ recording, site, door, asked, declared }, stand));
  }
  if (recording.endpoint === 'invoke' && recording.response.status < 300)
    Object.assign(checks, await checkAnswers(asMessagesAnswer(recording), stand, declaredBy));
  return checks;
}

/** Claude's own words by way of InvokeModel are the Messages API's: its provider tells them, at every door. */
async function checkAnswers(recording: Recording, stand: Stand, declaredBy: (slug: string) => Declared): Promise<Checks> {
  const checks = await checkChatLike(recording, stand, declaredBy);
  return Object.fromEntries(Object.entries(checks).map(([name, lines]) => [`${name} by the Messages API`, lines]));
}

function asMessagesAnswer(recording: Recording): Recording {
  const { response } = recording;
  const pieces = piecesOf(bytesOf(response.body, response.body_encoding), response.body_format);
  const body = pieces.map(({ data }) => `event: ${textIn(objectIn(data)['type'])}\ndata: ${JSON.stringify(data)}\n\n`).join('');
  const told = response.body_format === 'aws-eventstream' ? { body, body_encoding: 'utf8' as const, body_format: 'sse' } : {};
  return {
    ...recording,
    provider: 'anthropic',
    endpoint: 'messages',
    model: 'claude-sonnet-4-5',
    request: null,
    response: { ...response, headers: {}, ...told },
  };
}
