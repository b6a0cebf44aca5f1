import type { Reply } from '../support/call.ts';
import { listIn, objectIn, parsed, textIn, type Json } from './json.ts';
import type { Door } from './doors.ts';
import type { Recording } from './recording.ts';

/** What a failure's body says, in any of the forms of it: the sentence for people, and the members of OpenAI's inner error. */
export function toldIn(body: string): { readonly message: string; readonly members: Json } {
  const given = parsed(body);
  const outer = objectIn(Array.isArray(given) ? given[0] : given);
  const error = outer['error'];
  const inner = objectIn(error);
  const detail = outer['detail'] ?? outer['message'];
  const message =
    textIn(inner['message']) ||
    textIn(error) ||
    textIn(outer['message']) ||
    textIn(detail) ||
    textIn(outer['Message']) ||
    textIn(listIn(detail)[0]?.['msg']) ||
    textIn(listIn(objectIn(detail)['detail'])[0]?.['msg']);
  return { message, members: inner };
}

/** Headers that tell when to come back. */
const HINTS = /^(?:retry-after|retry-after-ms|x-ratelimit-.*|anthropic-ratelimit-.*|ratelimit-.*)$/i;

/** Which of these a caller has not been given as they came, with an answer or with a failure. */
export const unhinted = (recorded: Readonly<Record<string, string>>, headers: Reply['headers']): readonly string[] =>
  Object.entries(recorded)
    .filter(([name, value]) => HINTS.test(name) && String(headers[name.toLowerCase()]) !== value)
    .map(([name, value]) => `${name}: expected ${value}, got ${String(headers[name.toLowerCase()])}`);

/** What of a provider's failure the caller has not been told. */
export function untold(
  { response }: Recording,
  slug: string,
  { status, json, headers, text }: Reply,
  door: Door | 'other',
): readonly string[] {
  const wrong: string[] = [];
  const { message, members } = toldIn(response.body);
  const said = objectIn(json);
  const error = objectIn(said['error']);
  if (status !== response.status) wrong.push(`status: expected ${response.status}, got ${status} ${text.slice(0, 200)}`);
  const told = textIn(error['message']);
  if (!told.startsWith(`${slug} error: `) || !told.includes(message))
    wrong.push(`message: expected "${slug} error: ${message}", got "${told}"`);
  if (said['provider'] !== slug) wrong.push(`provider: got ${String(said['provider'])}`);
  if (textIn(error['type']) === '') wrong.push('type: none');
  for (const name of ['type', 'code', 'param'])
    if (members[name] !== undefined && members[name] !== null && error[name] !== members[name])
      wrong.push(`${name}: expected ${JSON.stringify(members[name])}, got ${JSON.stringify(error[name])}`);
  if (door === 'messages' && said['type'] !== 'error') wrong.push('the Messages door says "type":"error"');
  wrong.push(...unhinted(response.headers, headers));
  const wait = /"retryDelay":\s*"([\d.]+)s"/.exec(response.body)?.[1];
  if (wait !== undefined && headers['retry-after'] !== String(Math.ceil(Number(wait))))
    wrong.push(`retry-after: expected ${wait} s, got ${String(headers['retry-after'])}`);
  return wrong;
}
