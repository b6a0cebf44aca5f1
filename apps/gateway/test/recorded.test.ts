import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startGateway, type Gateway } from './support/gateway.ts';
import { call } from './support/call.ts';
import { bytesOf, HOW_TO_GET, recordings, type Recording } from './support/recorded.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What a provider's base URL ends in, and so what comes off a recorded address. */
const PROVIDERS = [
  { slug: 'groq', base: '/openai/v1' },
  { slug: 'openai', base: '/v1' },
] as const;

/** Sizes that cut a body into pieces in many places: in the middle of letters, escapes, line ends and events. */
const PIECES = [1, 7, 64, 1000, 65_536];

describe.each(PROVIDERS)('recorded traffic of $slug', ({ slug, base }) => {
  const all = recordings(slug);
  const whenHere = all ? it : it.skip;
  const exchanges = (all ?? []).filter(({ request }) => request !== null);
  let upstream: Upstream;
  let gateway: Gateway;

  beforeAll(async () => {
    if (!all) process.stdout.write(`skipped: ${HOW_TO_GET}\n`);
    upstream = await startUpstream();
    gateway = await startGateway({
      environment: { GROQ_BASE_URL: `${upstream.origin}/openai/v1`, OPENAI_BASE_URL: `${upstream.origin}/v1` },
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await upstream.close();
  });

  const replay = (recording: Recording, piece: number) => {
    const request = recording.request!;
    const { response } = recording;
    const answer = bytesOf(response.body, response.body_encoding);
    upstream.answer = async (reply) => {
      const { 'content-length': _, 'transfer-encoding': __, 'content-encoding': ___, connection: ____, ...headers } = response.headers;
      reply.writeHead(response.status, { 'content-type': typeOf(response.body_format), ...headers });
      for (let at = 0; at < answer.length; at += piece) {
        reply.write(answer.subarray(at, at + piece));
        if (piece < 1000 && at % (piece * 50) === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      reply.end();
    };
    const path = new URL(request.url).pathname.slice(base.length);
    const body = request.body === null ? undefined : bytesOf(request.body, request.body_encoding);
    return call(`${gateway.url}/v1${path}`, {
      method: request.method,
      headers: {
        ...request.headers,
        ...(body && { 'content-length': String(body.length) }),
        'x-portkey-provider': slug,
        authorization: 'Bearer k',
      },
      ...(body && { body }),
    });
  };

  const exact = exchanges.filter(({ fidelity, request }) => fidelity.response === 'exact' && request!.body !== null);
  const answers = exact.filter(({ response }) => response.status < 300);

  whenHere(
    'comes down with the SHA-256 it had, in pieces of any size',
    async () => {
      for (const recording of answers) {
        const expected = sha256(bytesOf(recording.response.body, recording.response.body_encoding));
        for (const piece of PIECES) {
          const reply = await replay(recording, piece);

          expect([recording.id, piece, reply.status, sha256(reply.bytes)]).toEqual([
            recording.id,
            piece,
            recording.response.status,
            expected,
          ]);
        }
      }
      expect(answers.length).toBeGreaterThan(10);
    },
    120_000,
  );

  whenHere(
    'goes up with the SHA-256 it had',
    async () => {
      const faithful = exchanges.filter(
        ({ fidelity, request, response }) => fidelity.request === 'exact' && request!.body !== null && response.status < 300,
      );
      let compared = 0;
      for (const recording of faithful) {
        await replay(recording, 65_536);

        const sent = bytesOf(recording.request!.body, recording.request!.body_encoding);
        const seen = upstream.received.at(-1)!.body;
        const { stream, stream_options: options } = JSON.parse(sent.toString()) as { stream?: boolean; stream_options?: object };
        // The one thing that Sluice adds: OpenAI counts the tokens of a stream only when asked to.
        const asked = slug === 'openai' && recording.endpoint === 'chat' && stream === true && options === undefined;
        if (asked) expect(JSON.parse(seen.toString())).toEqual({ ...JSON.parse(sent.toString()), stream_options: { include_usage: true } });
        else {
          expect([recording.id, sha256(seen)]).toEqual([recording.id, sha256(sent)]);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(15);
    },
    60_000,
  );

  whenHere(
    'comes down as an error that has all that the provider said',
    async () => {
      const errors = exchanges.filter(
        ({ response, request }) => response.status >= 400 && request!.method === 'POST' && response.body_format === 'json',
      );
      for (const recording of errors) {
        const reply = await replay(recording, 65_536);

        const said = JSON.parse(recording.response.body) as {
          error: { message: string; type?: string; code?: string | null; param?: string | null };
        };
        expect([recording.id, reply.status]).toEqual([recording.id, recording.response.status]);
        expect(reply.json).toMatchObject({ status: 'failure', success: false, provider: slug });
        expect(reply.json.error.message.startsWith(`${slug} error: ${said.error.message}`)).toBe(true);
        for (const member of ['type', 'code', 'param'] as const)
          if (said.error[member]) expect(reply.json.error[member]).toBe(said.error[member]);
      }
      expect(errors.length).toBeGreaterThan(2);
    },
    60_000,
  );
});

const typeOf = (format: string) =>
  format === 'sse' ? 'text/event-stream' : format === 'json' ? 'application/json' : 'application/octet-stream';
