import { describe, expect, it } from '@jest/globals';
import type { Dialect } from '@sluice/provider-sdk';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assembleEvents } from './assemble/assemble-events.ts';
import { replayEvents } from './replay/replay-events.ts';

const ROOT = resolve(fileURLToPath(new URL('../../../..', import.meta.url)));
const FOLDER = join(resolve(ROOT, process.env['SLUICE_RECORDED'] ?? '../shared/recorded'), 'dev');
const HOW_TO_GET = 'recorded provider traffic is not here: set SLUICE_RECORDED to its folder';

const DIALECTS: Readonly<Record<string, Dialect>> = {
  chat: 'openai-chat',
  completions: 'openai-completions',
  responses: 'openai-responses',
};

interface Stream {
  readonly id: string;
  readonly dialect: Dialect;
  readonly body: string;
}

/** Every stream in OpenAI's dialects, of whichever provider. */
function recordedStreams(): readonly Stream[] {
  if (!existsSync(FOLDER)) return [];
  const lines = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').split('\n').filter(Boolean));
  return lines.flatMap((line) => {
    const { id, endpoint, response } = JSON.parse(line) as {
      id: string;
      endpoint: string;
      response: { body: string; body_format: string };
    };
    const dialect = DIALECTS[endpoint];
    return dialect && response.body_format === 'sse' ? [{ id, dialect, body: response.body }] : [];
  });
}

const streams = recordedStreams();

/** Judged by the text alone, without reading an event. */
const isComplete = ({ dialect, body }: Stream) =>
  dialect === 'openai-responses'
    ? /"type": ?"response\.completed"/.test(body)
    : /"finish_reason": ?"(?!error)\w/.test(body) &&
      !/^event: ?error|^data: ?\{(?:"error"|[^\n]*"error": ?\{"(?:code|message)")/m.test(body);

const assembled = ({ dialect, body }: Stream) => assembleEvents(dialect, Buffer.from(body));

const complete = streams.filter(isComplete);
const incomplete = streams.filter((stream) => !isComplete(stream));

/** All that was said in the pieces of a member, whichever choice it was of. */
function saidIn(body: string, member: string): string {
  const data = body.split(/\r?\n/).flatMap((line) => (line.startsWith('data:') && !line.includes('[DONE]') ? [line.slice(5)] : []));
  const events = data.map((text) => JSON.parse(text) as { choices?: readonly { delta?: Record<string, unknown> }[] });
  return events
    .flatMap(({ choices = [] }) => choices)
    .toSorted((a, b) => ((a as { index?: number }).index ?? 0) - ((b as { index?: number }).index ?? 0))
    .map(({ delta }) => (typeof delta?.[member] === 'string' ? delta[member] : ''))
    .join('');
}

const some = streams.length > 0 ? describe : describe.skip;

if (streams.length === 0) process.stdout.write(`skipped: ${HOW_TO_GET}\n`);

some('recorded streams', () => {
  it.each(complete.map((stream) => [stream.id, stream] as const))('%s is assembled, and its replay to the same', (_, stream) => {
    const reply = assembled(stream);
    const events = reply && replayEvents(stream.dialect, reply, { usage: true });
    const again = events && assembleEvents(stream.dialect, Buffer.concat(events));

    expect(reply).toBeDefined();
    expect(JSON.parse(again!.toString())).toEqual(JSON.parse(reply!.toString()));
  });

  it.each(
    complete
      .filter(({ dialect, body }) => dialect === 'openai-chat' && !body.includes('"content":['))
      .flatMap((stream) => ['content', 'reasoning', 'reasoning_content', 'refusal'].map((member) => [stream.id, member, stream] as const))
      .filter(([, member, { body }]) => saidIn(body, member) !== ''),
  )('%s says as %s what its pieces said', (_, member, stream) => {
    const { choices } = JSON.parse(assembled(stream)!.toString()) as { choices: readonly { message: Record<string, string> }[] };

    expect(choices.map(({ message }) => message[member]).join('')).toBe(saidIn(stream.body, member));
  });

  it.each(complete.filter(({ body }) => /"total_tokens"/.test(body)).map((stream) => [stream.id, stream] as const))(
    '%s keeps its token counts',
    (_, stream) => {
      const { usage } = JSON.parse(assembled(stream)!.toString()) as { usage?: unknown };

      expect(usage).toMatchObject({ total_tokens: expect.any(Number) });
    },
  );

  it.each(incomplete.map((stream) => [stream.id, stream] as const))('%s is no answer to be given again', (_, stream) => {
    expect(assembled(stream)).toBeUndefined();
  });
});
