import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { gzipSync } from 'node:zlib';
import { logRoutes } from '../../src/admin/resources/logs/routes.ts';
import { otlpDoors } from '../../src/otlp-in/otlp-doors.ts';
import { readInSlices } from '../../src/otlp-in/read-in-slices.ts';
import { readSpan, spansIn } from '../../src/otlp-in/read-spans.ts';
import { startAdmin, type AdminStage } from './support.ts';

let stage: AdminStage;
let bugs: unknown[];
let elsewhere: string;
beforeAll(async () => {
  bugs = [];
  stage = await startAdmin({
    routes: logRoutes,
    adapters: [
      { id: 'openai', aliases: [] },
      { id: 'azure-openai', aliases: ['azure'] },
      { id: 'vertex-ai', aliases: [] },
      { id: 'bedrock', aliases: [] },
      { id: 'x-ai', aliases: [] },
    ],
    prices: ({ provider }) => (provider === 'openai' ? { input: 2, output: 10, cachedInput: 1 } : undefined),
    doors: (means, identify) =>
      otlpDoors({
        means,
        identify,
        limits: { bodyBytes: 100 * 1024 * 1024, jsonDepth: 200, idleMs: 0 },
        onBug: (error) => bugs.push(error),
      }),
  });
  elsewhere = await stage.addWorkspace('elsewhere');
});
afterAll(async () => {
  await stage?.stop();
  expect(bugs).toEqual([]);
});

type Attributes = Readonly<Record<string, unknown>>;

interface Told {
  readonly name?: string;
  readonly spanId?: string;
  readonly parent?: string;
  readonly attributes: Attributes;
  readonly resource?: Attributes;
  readonly events?: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly status?: { readonly code: number; readonly message?: string };
}

let made = 0;
const newTrace = () => (made += 1).toString(16).padStart(32, 'a');
const SPAN = '00f067aa0ba902b7';
const STARTED = Date.now() - 10_000;
const atSeconds = (ms: number) => [Math.floor(ms / 1000), (ms % 1000) * 1_000_000];

/** A span as the SDK of OpenTelemetry hands it to its exporters. */
const spanOf = (
  traceId: string,
  { name = 'chat m', spanId = SPAN, parent, attributes, resource = {}, events = [], status = { code: 0 } }: Told,
) => ({
  name,
  kind: 2,
  spanContext: () => ({ traceId, spanId, traceFlags: 1 }),
  ...(parent !== undefined && { parentSpanContext: { traceId, spanId: parent, traceFlags: 1 } }),
  startTime: atSeconds(STARTED),
  endTime: atSeconds(STARTED + 1_234),
  status,
  attributes,
  links: [],
  events: events.map((event) => ({ ...event, time: atSeconds(STARTED + 1) })),
  duration: [1, 234_000_000],
  ended: true,
  resource: { attributes: resource },
  instrumentationScope: { name: 'test' },
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
});

const protobuf = (...spans: ReturnType<typeof spanOf>[]) => Buffer.from(ProtobufTraceSerializer.serializeRequest(spans as never)!);
const json = (...spans: ReturnType<typeof spanOf>[]) => Buffer.from(JsonTraceSerializer.serializeRequest(spans as never)!);

const JSON_TYPE = { 'content-type': 'application/json' };
const NANOS = `${STARTED}000000`;

/** An export as somebody may write it without any library. */
const raw = (spans: readonly object[]) => Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));

const attributes = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));

async function send(body: Buffer, headers: Readonly<Record<string, string>> = {}, path = '/otel/v1/traces') {
  const response = await fetch(stage.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf', ...headers },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
}

interface Shown {
  readonly metrics: { readonly response_time: number };
  readonly request: { readonly body: unknown };
  readonly response: { readonly status: number; readonly body: unknown };
}

async function recordsOf(trace: string): Promise<readonly Shown[]> {
  const { body } = await stage.ask('GET', `/logs?trace_id=${trace}`);
  const records = body['data'] as readonly { readonly id: string }[];
  return Promise.all(records.map(async ({ id }) => (await stage.ask('GET', `/logs/${id}`)).body as unknown as Shown));
}

const CALL = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'm',
  'gen_ai.request.temperature': 0.5,
  'gen_ai.response.model': 'm-2026',
  'gen_ai.response.id': 'c-1',
  'gen_ai.response.finish_reasons': ['stop'],
  'gen_ai.usage.input_tokens': 1_000_000,
  'gen_ai.usage.output_tokens': 100_000,
  'gen_ai.usage.cache_read.input_tokens': 400_000,
  'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'Hello' }] }]),
  'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: 'Hi' }], finish_reason: 'stop' }]),
  'gen_ai.conversation.id': 'talk-1',
  'user.id': 'ada',
};

describe('spans that are sent by OTLP', () => {
  it.each([
    ['in protobuf', protobuf, {}, '/otel/v1/traces'],
    ['in protobuf, packed', (...spans: never[]) => gzipSync(protobuf(...spans)), { 'content-encoding': 'gzip' }, '/otel/v1/traces'],
    ['in JSON', json, { 'content-type': 'application/json' }, '/otel/v1/traces'],
    [
      'in JSON, packed, to the other address',
      (...spans: never[]) => gzipSync(json(...spans)),
      { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' },
      '/logs/otel/v1/traces',
    ],
  ] as const)('become records, %s', async (_, written, headers, path) => {
    const trace = newTrace();
    const resource = { 'service.name': 'shop', 'deployment.environment.name': 'test' };

    const reply = await send(
      written(spanOf(trace, { attributes: CALL, resource, parent: '1111111111111111' }) as never),
      headers as Record<string, string>,
      path,
    );

    const [record, ...more] = await recordsOf(trace);
    expect(reply.status).toBe(200);
    expect(more).toEqual([]);
    expect(record).toMatchObject({
      created_at: new Date(STARTED).toISOString(),
      operation: 'chat',
      asked_model: 'm',
      request: {
        method: 'POST',
        url: '/v1/chat/completions',
        body: { model: 'm', temperature: 0.5, messages: [{ role: 'user', parts: [{ content: 'Hello' }] }] },
      },
      response: { status: 200, body: { id: 'c-1', model: 'm-2026', messages: [{ role: 'assistant' }], finish_reasons: ['stop'] } },
      metrics: {
        source: 'otel',
        ai_org: 'openai',
        ai_model: 'm-2026',
        trace_id: trace,
        span_id: SPAN,
        parent_span_id: '1111111111111111',
        span_name: 'chat m',
        req_units: 1_000_000,
        res_units: 100_000,
        // 600,000 at two dollars a million, 400,000 at one, 100,000 at ten.
        cost: 260,
      },
      metadata: { _user: 'ada', _environment: 'test', service: 'shop', conversation: 'talk-1' },
    });
    expect(record!.metrics.response_time).toBeCloseTo(1_234, 3);
  });

  it('are answered in the way that they were written', async () => {
    const span = () => spanOf(newTrace(), { attributes: CALL });

    const binary = await send(protobuf(span()));
    const text = await send(json(span()), { 'content-type': 'application/json' });

    expect([binary.type, text.type]).toEqual(['application/x-protobuf', expect.stringContaining('application/json')]);
    expect(ProtobufTraceSerializer.deserializeResponse(binary.bytes)).toEqual({});
    expect(JSON.parse(text.bytes.toString())).toEqual({});
  });

  it.each([
    [
      'attributes of libraries from before the conventions',
      {
        attributes: {
          'llm.request.type': 'chat',
          'gen_ai.system': 'openai',
          'gen_ai.request.model': 'm',
          'gen_ai.usage.prompt_tokens': 10,
          'gen_ai.usage.completion_tokens': 5,
          'gen_ai.prompt.0.role': 'user',
          'gen_ai.prompt.0.content': 'Hello',
          'gen_ai.completion.0.role': 'assistant',
          'gen_ai.completion.0.content': 'Hi',
        },
      },
    ],
    [
      'an event for each message',
      {
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.system': 'openai',
          'gen_ai.request.model': 'm',
          'gen_ai.usage.input_tokens': 10,
          'gen_ai.usage.output_tokens': 5,
        },
        events: [
          { name: 'gen_ai.user.message', attributes: { 'gen_ai.system': 'openai', content: 'Hello' } },
          { name: 'gen_ai.choice', attributes: { index: 0, message: '{"role":"assistant","content":"Hi"}' } },
        ],
      },
    ],
    [
      'events for what was asked and answered',
      {
        attributes: {
          'gen_ai.system': 'openai',
          'gen_ai.request.model': 'm',
          'gen_ai.usage.prompt_tokens': 10,
          'gen_ai.usage.completion_tokens': 5,
        },
        events: [
          { name: 'gen_ai.content.prompt', attributes: { 'gen_ai.prompt': '[{"role":"user","content":"Hello"}]' } },
          { name: 'gen_ai.content.completion', attributes: { 'gen_ai.completion': '[{"role":"assistant","content":"Hi"}]' } },
        ],
      },
    ],
    [
      'an event with all of it',
      {
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': 'openai',
          'gen_ai.request.model': 'm',
          'gen_ai.usage.input_tokens': 10,
          'gen_ai.usage.output_tokens': 5,
        },
        events: [
          {
            name: 'gen_ai.client.inference.operation.details',
            attributes: {
              'gen_ai.input.messages': '[{"role":"user","content":"Hello"}]',
              'gen_ai.output.messages': '[{"role":"assistant","content":"Hi"}]',
            },
          },
        ],
      },
    ],
  ])('are understood by %s', async (_, told) => {
    const trace = newTrace();

    await send(protobuf(spanOf(trace, told)));

    const [record] = await recordsOf(trace);
    expect(record).toMatchObject({ metrics: { ai_org: 'openai', ai_model: 'm', req_units: 10, res_units: 5 } });
    expect(JSON.stringify(record!.request.body)).toMatch(/"role":"user".*"Hello"|"Hello".*"role":"user"/);
    expect(JSON.stringify(record!.response.body)).toContain('"Hi"');
  });

  it.each([
    ['openai', 'openai'],
    ['azure.ai.openai', 'azure-openai'],
    ['gcp.vertex_ai', 'vertex-ai'],
    ['aws.bedrock', 'bedrock'],
    ['xai', 'xai'],
    ['x_ai', 'x-ai'],
    ['somebody.else', 'somebody.else'],
  ])('name the provider %s as %s', async (name, slug) => {
    const trace = newTrace();

    await send(protobuf(spanOf(trace, { attributes: { ...CALL, 'gen_ai.provider.name': name } })));

    expect(await recordsOf(trace)).toMatchObject([{ metrics: { ai_org: slug } }]);
  });

  it('tell of what went wrong', async () => {
    const trace = newTrace();
    const { 'gen_ai.usage.input_tokens': _in, 'gen_ai.usage.output_tokens': _out, ...attributes } = CALL;

    await send(
      protobuf(
        spanOf(trace, {
          attributes: { ...attributes, 'error.type': 'timeout', 'http.response.status_code': 504 },
          status: { code: 2, message: 'with sk-abcdefghijklmnop0123' },
        }),
      ),
    );

    expect(await recordsOf(trace)).toMatchObject([
      { fault: { kind: 'timeout', message: 'with [redacted]' }, metrics: { is_success: false, response_status_code: 504 } },
    ]);
  });

  it('are no records where they tell of no call of a model', async () => {
    const trace = newTrace();

    const reply = await send(
      protobuf(
        spanOf(trace, { spanId: '0000000000000001', name: 'GET /', attributes: { 'http.request.method': 'GET' } }),
        spanOf(trace, { spanId: '0000000000000002', attributes: { ...CALL, 'gen_ai.operation.name': 'invoke_agent' } }),
        spanOf(trace, {
          spanId: '0000000000000003',
          attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'search' },
        }),
      ),
    );

    expect(reply.status).toBe(200);
    expect(await recordsOf(trace)).toEqual([]);
  });

  it('are kept once, however often they are sent', async () => {
    const trace = newTrace();
    const attributes = { ...CALL, 'gen_ai.provider.name': 'sent-twice' };
    const one = spanOf(trace, { spanId: '0000000000000001', attributes });
    const other = spanOf(trace, { spanId: '0000000000000002', attributes });

    await send(protobuf(one, one));
    await send(protobuf(one, other));

    expect(await recordsOf(trace)).toHaveLength(2);
    const counted = await stage.logs.analytics.graph({ workspaces: 'all', providers: ['sent-twice'] });
    expect(counted.total.requests).toBe(2);
  });

  it('that nobody can read are counted in the reply, and the others are kept', async () => {
    const trace = newTrace();
    const nameless = spanOf('0'.repeat(32), { attributes: CALL });

    const binary = await send(protobuf(nameless, spanOf(trace, { attributes: CALL })));

    const { partialSuccess } = ProtobufTraceSerializer.deserializeResponse(binary.bytes);
    expect(binary.status).toBe(200);
    expect(Number(partialSuccess!.rejectedSpans)).toBe(1);
    expect(partialSuccess!.errorMessage).toContain('trace id');
    expect(await recordsOf(trace)).toHaveLength(1);
  });

  it.each([
    ['what is no protobuf', Buffer.from('hello, this is no protobuf'), {}, 400],
    ['what is no JSON', Buffer.from('{'), { 'content-type': 'application/json' }, 400],
    ['another type', Buffer.from('x'), { 'content-type': 'text/plain' }, 415],
    ['another packing', Buffer.from('x'), { 'content-encoding': 'br' }, 415],
    ['what is not packed as it says', Buffer.from('x'), { 'content-encoding': 'gzip' }, 400],
    ['what unpacks to very much', gzipSync(Buffer.alloc(9 * 1024 * 1024)), { 'content-encoding': 'gzip' }, 413],
    ['very much', Buffer.alloc(9 * 1024 * 1024), {}, 413],
    ['more spans than are taken at once', raw(Array.from({ length: 5_001 }, () => ({}))), JSON_TYPE, 413],
    ['JSON that goes very deep', Buffer.from(`{"resourceSpans":${'['.repeat(201)}${']'.repeat(201)}}`), JSON_TYPE, 400],
  ])('are refused where they are %s', async (_, body, headers, status) => {
    expect((await send(body, headers as unknown as Record<string, string>)).status).toBe(status);
  });

  it('are told of by name where they are too many', async () => {
    const { status, bytes } = await send(raw(Array.from({ length: 5_001 }, () => ({}))), JSON_TYPE);

    expect([status, JSON.parse(bytes.toString())]).toEqual([413, { code: 3, message: expect.stringContaining('more than 5000 spans') }]);
  });

  it('are kept though others among them are broken', async () => {
    const trace = newTrace();
    const told = (index: number, more: object) => ({
      traceId: trace,
      spanId: `000000000000000${index}`,
      startTimeUnixNano: NANOS,
      ...more,
    });
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = raw([
      told(1, { startTimeUnixNano: 'infinite' }),
      told(2, { attributes: attributes({ 'gen_ai.request.model': 'm', 'gen_ai.input.messages': deep }) }),
      told(3, { attributes: attributes({ 'gen_ai.request.model': 'm' }) }),
    ]);

    const { status, bytes } = await send(Buffer.from(body.toString().replace('"infinite"', '1e400')), JSON_TYPE);

    expect([status, JSON.parse(bytes.toString())]).toMatchObject([200, { partialSuccess: { rejectedSpans: '2' } }]);
    expect(await recordsOf(trace)).toHaveLength(1);
  });

  it.each([1e308, -5, 0.5, 200.5, 99, 600])('have no status where they tell of one that there is not: %d', async (code) => {
    const trace = newTrace();

    await send(protobuf(spanOf(trace, { attributes: { ...CALL, 'http.response.status_code': code } })));

    expect(await recordsOf(trace)).toMatchObject([{ response: { status: 200 } }]);
  });

  it('are read no further than 128 attributes and events each', async () => {
    const trace = newTrace();
    const many = (from: number) => Object.fromEntries(Array.from({ length: 128 }, (_, index) => [`filler.${from + index}`, 'x']));
    const late = { ...many(0), 'gen_ai.request.model': 'm', 'gen_ai.provider.name': 'openai' };

    await send(protobuf(spanOf(trace, { attributes: late })));

    expect(await recordsOf(trace)).toEqual([]);
  });

  it('let others have their turn while many of them are read', async () => {
    const span = (index: number) => ({
      traceId: newTrace(),
      spanId: SPAN,
      startTimeUnixNano: NANOS,
      attributes: attributes({
        'gen_ai.tool.name': `t${index}`,
        ...Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`a${at}`, 'v'])),
      }),
    });
    const spans = spansIn(JSON.parse(raw(Array.from({ length: 1_500 }, (_, index) => span(index))).toString()));
    let turns = 0;
    const count = () => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);

    const { unreadable } = await readInSlices(spans, (one) => (readSpan(one) ? undefined : 'unreadable'));

    clearImmediate(next);
    expect(unreadable).toBe(0);
    expect(turns).toBeGreaterThan(1);
  });

  it('belong to the workspace of who sends them, who must be allowed to', async () => {
    const trace = newTrace();
    const app = stage.someone('exporter of spans', ['logs.write'], elsewhere);
    const reader = stage.someone('reader of spans', ['logs.list'], elsewhere);
    const body = protobuf(spanOf(trace, { attributes: CALL }));

    const statuses = [
      (await send(body, { 'x-test-as': app })).status,
      (await send(body, { 'x-test-as': reader })).status,
      (await send(body, { 'x-test-as': 'nobody at all' })).status,
    ];

    expect(statuses).toEqual([200, 403, 401]);
    expect(await recordsOf(trace)).toMatchObject([{ workspace_id: elsewhere }]);
  });
});
