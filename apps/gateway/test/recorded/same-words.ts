import { bytesOf } from '../support/recorded.ts';
import type { Checks } from './checks.ts';
import { unheard } from './compare-heard.ts';
import { memberOf, type Declared } from './declared.ts';
import { heardAt, PATHS, questionAt, type Door } from './doors.ts';
import { unhinted, untold } from './errors.ts';
import { piecesOf } from './frames.ts';
import { listIn, objectIn, parsed, unlike, type Json } from './json.ts';
import { betasOf, questionOf } from './question.ts';
import type { Recording } from './recording.ts';
import type { Site } from './site.ts';
import { notAsked, type Exchange, type Stand } from './stand.ts';
import { misplaced } from './where.ts';

/** The caller speaks as the provider does: all passes as it came. */
export async function checkSame(recording: Recording, site: Site, door: Door, stand: Stand, declared: Declared): Promise<Checks> {
  const { request, response, fidelity } = recording;
  const body = request?.body ? { ...objectIn(parsed(request.body)) } : objectIn(questionAt(door, questionOf(recording, site)));
  const { anthropic_version: _version, ...withoutVersion } = body;
  const inPath = body['model'] === undefined && recording.model !== null;
  const sent = inPath
    ? { ...withoutVersion, model: recording.model, ...(recording.response.body_format === 'sse' && { stream: true }) }
    : body;
  const asWritten = request?.body && !inPath ? bytesOf(request.body, request.body_encoding) : sent;
  const exchange = await stand.ask(recording, site, { path: PATHS[door], headers: betasOf(recording), body: asWritten });
  const checks: Checks = {};
  if (request)
    checks[`asked at ${door}`] = exchange.received
      ? [
          ...misplaced(recording, site, exchange.received),
          ...changed(body, objectIn(parsed(exchange.received.body.toString())), door, declared),
          ...rewritten(request.body, exchange.received.body.toString()),
        ]
      : notAsked(exchange);
  checks[`told at ${door}`] =
    response.status >= 300
      ? untold(recording, site.slug, exchange.reply, door)
      : toldSame(recording, door, exchange, fidelity.response === 'exact');
  return checks;
}

/** The counting of tokens is asked for where the caller did not; what is declared is as declared. */
const changed = (expected: Json, got: Json, door: Door, declared: Declared): readonly string[] =>
  unlike(expected, got).filter(
    (line) =>
      !(door === 'chat' && line.startsWith('stream_options') && expected['stream'] === true) &&
      !declared(memberOf(line).replace('tool_call_id', 'tool_calls[].id')),
  );

/** What is to be sent as it stands is sent byte for byte. */
function rewritten(expected: string | null, got: string): readonly string[] {
  const same = unlike(parsed(expected ?? ''), parsed(got)).length === 0;
  return same && expected !== got ? [`rewritten: ${got.slice(0, 200)}`] : [];
}

function toldSame({ response }: Recording, door: Door, { reply }: Exchange, exact: boolean): readonly string[] {
  if (reply.status !== response.status) return [`status: expected ${response.status}, got ${reply.status} ${reply.text.slice(0, 300)}`];
  const expected = bytesOf(response.body, response.body_encoding);
  const got = heardAt(door, piecesOf(reply.bytes, response.body_format));
  const read = heardAt(door, piecesOf(expected, response.body_format));
  const wrong = [...unheard(read, got, door), ...unhinted(response.headers, reply.headers)];
  if (wrong.length > 0 || !exact || reply.bytes.equals(expected)) return wrong;
  // The one addition that there is.
  if (
    reply.bytes.subarray(0, expected.length).equals(expected) &&
    /^\s*data: \[DONE\]\n\n$/.test(reply.bytes.subarray(expected.length).toString())
  )
    return [];
  if (isOfItsOwn(expected, response.body_format)) return [];
  return [`bytes: ${firstChange(expected, reply.bytes)}`];
}

/** Mistral's calls in chunks that have neither number nor type: OpenAI's clients cannot read them, and so they are mended. */
const isOfItsOwn = (bytes: Buffer, format: string): boolean =>
  piecesOf(bytes, format).some(({ data }) =>
    listIn(objectIn(data)['choices']).some((choice) => {
      const { content, tool_calls: calls } = objectIn(choice['message'] ?? choice['delta']);
      return (
        Array.isArray(content) ||
        listIn(calls).some((call) => call['type'] === undefined || (choice['delta'] && call['index'] === undefined))
      );
    }),
  );

function firstChange(expected: Buffer, got: Buffer): string {
  let at = 0;
  while (at < expected.length && expected[at] === got[at]) at++;
  const around = (bytes: Buffer) => JSON.stringify(bytes.subarray(Math.max(0, at - 30), at + 60).toString());
  return `at ${at} of ${expected.length} (${got.length} came): expected ${around(expected)}, got ${around(got)}`;
}
