import { afterEach, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from '../../test/support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../../test/support/upstream.ts';
import { describeWith } from '../guide/needs.ts';
import { hasCollector, startCollector, type Collector } from './collector.ts';
import type { ReceivedSpan } from './read-spans.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

const CONFIG = {
  strategy: { mode: 'fallback' },
  targets: [
    {
      provider: 'openai',
      api_key: 'sk-first-000000000000',
      retry: { attempts: 2, on_status_codes: [503] },
      override_params: { model: 'gpt-4o' },
    },
    { provider: 'groq', api_key: 'gsk_second_000000000000', override_params: { model: 'llama-3.1-8b-instant' } },
  ],
};

const PROTOCOLS = [
  { protocol: 'http/protobuf', compression: 'gzip' },
  { protocol: 'http/json', compression: 'none' },
];

describeWith(hasCollector, 'a collector', () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });

  async function stage(
    environment: Readonly<Record<string, string>>,
  ): Promise<{ collector: Collector; gateway: Gateway; failing: Upstream; well: Upstream }> {
    const collector = await startCollector();
    stops.push(() => collector.stop());
    const failing = await startUpstream(json({ error: { message: 'too busy' } }, 503));
    const well = await startUpstream(json({ ...COMPLETION, id: 'chatcmpl-7', model: 'llama-3.1-8b-v2' }));
    stops.push(
      () => failing.close(),
      () => well.close(),
    );
    const gateway = await startGateway({
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_BSP_SCHEDULE_DELAY: '50',
        OPENAI_BASE_URL: `${failing.origin}/v1`,
        GROQ_BASE_URL: `${well.origin}/v1`,
        ...environment,
      },
    });
    stops.push(() => gateway.stop());
    return { collector, gateway, failing, well };
  }

  const ask = (gateway: Gateway, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        traceparent: `00-${TRACE}-${CALLER}-01`,
        'x-portkey-config': JSON.stringify(CONFIG),
        ...headers,
      },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'the capital of France' }] }),
    });

  it.each(PROTOCOLS)(
    'receives a fallback with two retries as one journey and four exchanges, by $protocol',
    async ({ protocol, compression }) => {
      const { collector, gateway, failing } = await stage({
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
        OTEL_EXPORTER_OTLP_COMPRESSION: compression,
        OTEL_SERVICE_NAME: 'front',
        SLUICE_TRACE_UPSTREAM: 'on',
      });

      const response = await ask(gateway);
      await response.text();

      expect(response.status).toBe(200);
      const spans = inOrder(await collector.spans(5));
      const [journey, ...tries] = spans;
      expect(spans).toHaveLength(5);
      expect(new Set(spans.map(({ trace }) => trace))).toEqual(new Set([TRACE]));
      expect(new Set(spans.map(({ id }) => id)).size).toBe(5);
      expect(journey).toMatchObject({ parent: CALLER, kind: 'SPAN_KIND_SERVER', status: 'STATUS_CODE_UNSET' });
      expect(tries.map(({ parent, kind, name, status }) => [parent, kind, name, status])).toEqual([
        [journey!.id, 'SPAN_KIND_CLIENT', 'chat gpt-4o', 'STATUS_CODE_ERROR'],
        [journey!.id, 'SPAN_KIND_CLIENT', 'chat gpt-4o', 'STATUS_CODE_ERROR'],
        [journey!.id, 'SPAN_KIND_CLIENT', 'chat gpt-4o', 'STATUS_CODE_ERROR'],
        [journey!.id, 'SPAN_KIND_CLIENT', 'chat llama-3.1-8b-instant', 'STATUS_CODE_UNSET'],
      ]);
      expect(
        tries.map(({ attributes }) => [
          attributes['gen_ai.provider.name'],
          attributes['sluice.why'],
          attributes['http.response.status_code'],
        ]),
      ).toEqual([
        ['Str(openai)', 'Str(first)', 'Int(503)'],
        ['Str(openai)', 'Str(retry)', 'Int(503)'],
        ['Str(openai)', 'Str(retry)', 'Int(503)'],
        ['Str(groq)', 'Str(first)', 'Int(200)'],
      ]);
      expect(tries[0]!.attributes).toMatchObject({
        'gen_ai.operation.name': 'Str(chat)',
        'gen_ai.request.model': 'Str(gpt-4o)',
        'error.type': 'Str(overloaded)',
      });
      expect(tries[3]!.attributes).toMatchObject({
        'gen_ai.operation.name': 'Str(chat)',
        'gen_ai.request.model': 'Str(llama-3.1-8b-instant)',
        'gen_ai.response.id': 'Str(chatcmpl-7)',
        'gen_ai.response.model': 'Str(llama-3.1-8b-v2)',
        'gen_ai.response.finish_reasons': 'Slice(Str(stop))',
        'gen_ai.usage.input_tokens': 'Int(3)',
        'gen_ai.usage.output_tokens': 'Int(2)',
      });
      expect(journey!.attributes).toMatchObject({
        'http.request.method': 'Str(POST)',
        'http.response.status_code': 'Int(200)',
        'url.path': 'Str(/v1/chat/completions)',
        'sluice.rescued': 'Bool(true)',
        'sluice.tries': 'Int(4)',
      });
      for (const tried of tries) {
        expect(tried.start >= journey!.start && tried.end <= journey!.end).toBe(true);
        expect(tried.end > tried.start).toBe(true);
      }
      // What a provider was told is what its span goes by.
      expect(failing.received.map(({ headers }) => headers['traceparent'])).toEqual(
        tries.slice(0, 3).map(({ id }) => `00-${TRACE}-${id}-01`),
      );
      expect(collector.output()).toContain('service.name: Str(front)');
      expect(collector.output()).not.toMatch(/the capital of France|Paris|sk-first|gsk_second/);
    },
  );

  it('receives what the gateway still has when it is told to stop, and nothing that nobody wants sampled', async () => {
    const { collector, gateway } = await stage({ OTEL_BSP_SCHEDULE_DELAY: '60000' });

    await (await ask(gateway, { traceparent: `00-${'1'.repeat(32)}-${CALLER}-00` })).text();
    await (await ask(gateway)).text();
    expect(collector.output()).not.toContain('Span #0');
    await gateway.stop();

    const spans = await collector.spans(5);
    expect(new Set(spans.map(({ trace }) => trace))).toEqual(new Set([TRACE]));
  });
});

/** The journey first, then its tries as they began. */
const inOrder = (spans: readonly ReceivedSpan[]) =>
  spans.toSorted((left, right) =>
    left.kind === right.kind ? Number(left.start - right.start) : left.kind === 'SPAN_KIND_SERVER' ? -1 : 1,
  );
