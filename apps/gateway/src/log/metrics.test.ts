import { describe, expect, it } from '@jest/globals';
import type { CircuitView } from '@sluice/core';
import { anEntry, aTry } from '../telemetry/entries.test.support.ts';
import { NO_OTHERS } from '../telemetry/workers.ts';
import { Metrics } from './metrics.ts';
import type { RequestRecord } from './request-record.ts';

const record = (given: Partial<RequestRecord>) => ({ status: 200, ms: 20, firstByteMs: 10, aborted: false, ...given }) as RequestRecord;

/** The figures of a text by their names and labels. */
const figures = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

async function shown(metrics: Metrics) {
  const { type, text } = await metrics.render();
  expect(type).toContain('text/plain');
  return figures(text);
}

describe('the metrics', () => {
  it('count answers and how long they took, those of own pages too', async () => {
    const metrics = new Metrics(() => 3);

    metrics.sink([
      record({ provider: 'groq', ms: 40 }),
      record({ provider: 'groq', ms: 400, aborted: true }),
      record({ status: 404, ms: 1 }),
    ]);

    const found = await shown(metrics);
    expect(found.get('sluice_requests_in_flight')).toBe(3);
    expect(found.get('sluice_request_duration_seconds_count{provider="groq",status="200"}')).toBe(2);
    expect(found.get('sluice_request_duration_seconds_sum{provider="groq",status="200"}')).toBeCloseTo(0.44);
    expect(found.get('sluice_request_duration_seconds_bucket{provider="groq",status="200",le="0.05"}')).toBe(1);
    expect(found.get('sluice_request_duration_seconds_bucket{provider="groq",status="200",le="0.5"}')).toBe(2);
    expect(found.get('sluice_request_duration_seconds_bucket{provider="groq",status="200",le="+Inf"}')).toBe(2);
    expect(found.get('sluice_request_duration_seconds_count{provider="none",status="404"}')).toBe(1);
    expect(found.get('sluice_requests_aborted_total{provider="groq"}')).toBe(1);
  });

  it('tell the time that the gateway took from the time that was spent on providers', async () => {
    const metrics = new Metrics(() => 0);
    const timings = { ...anEntry().timings, total: 1_004, upstream: 1_000 };

    metrics.entries([anEntry({ timings })]);

    const found = await shown(metrics);
    expect(found.get('sluice_overhead_seconds_sum{provider="groq"}')).toBeCloseTo(0.004);
    expect(found.get('sluice_overhead_seconds_bucket{provider="groq",le="0.003"}')).toBe(0);
    expect(found.get('sluice_overhead_seconds_bucket{provider="groq",le="0.005"}')).toBe(1);
    expect(found.get('sluice_upstream_seconds_sum{provider="groq"}')).toBeCloseTo(0.1);
  });

  it('count tries by what they came to, and what they used and cost', async () => {
    const metrics = new Metrics(() => 0);

    metrics.entries([
      anEntry({
        rescued: true,
        cache: 'MISS',
        timings: { ...anEntry().timings, firstToken: 200 },
        tries: [
          aTry({ provider: 'openai', model: 'gpt-4o', status: 503, fault: 'overloaded' }),
          aTry({ provider: 'openai', model: 'gpt-4o', status: 503, fault: 'overloaded', why: 'retry' }),
          aTry({ used: { input: 10, cachedInput: 4, output: 5, reasoning: 2 }, cost: 0.25 }),
        ],
      }),
      anEntry({ cache: 'HIT', tries: [], cost: 0, saved: 0.5 }),
      anEntry({ cost: undefined, tries: [aTry({ lost: true }), aTry({ status: 404 })] }),
    ]);

    const found = await shown(metrics);
    expect(found.get('sluice_requests_total{provider="groq",operation="chat",status="200"}')).toBe(3);
    expect(found.get('sluice_tries_total{provider="openai",why="first",outcome="overloaded"}')).toBe(1);
    expect(found.get('sluice_tries_total{provider="openai",why="retry",outcome="overloaded"}')).toBe(1);
    expect(found.get('sluice_tries_total{provider="groq",why="first",outcome="ok"}')).toBe(1);
    expect(found.get('sluice_tries_total{provider="groq",why="first",outcome="lost"}')).toBe(1);
    expect(found.get('sluice_tries_total{provider="groq",why="first",outcome="refused"}')).toBe(1);
    expect(found.get('sluice_retries_total{provider="openai"}')).toBe(1);
    expect(found.get('sluice_requests_rescued_total{provider="groq"}')).toBe(1);
    expect(found.get('sluice_cache_requests_total{result="hit"}')).toBe(1);
    expect(found.get('sluice_cache_requests_total{result="miss"}')).toBe(1);
    expect(found.get('sluice_saved_dollars_total')).toBe(0.5);
    expect(found.get('sluice_requests_unpriced_total{provider="groq"}')).toBe(1);
    expect(found.get('sluice_cost_dollars_total{provider="groq",model="llama-3.1-8b-instant"}')).toBe(0.25);
    const tokens = (kind: string) => found.get(`sluice_tokens_total{provider="groq",model="llama-3.1-8b-instant",kind="${kind}"}`);
    expect([tokens('input'), tokens('cached_input'), tokens('output'), tokens('reasoning')]).toEqual([10, 4, 5, 2]);
    expect(found.get('sluice_first_token_seconds_count{provider="groq"}')).toBe(1);
  });

  it('count a copy of a request by what it used, and not as a request', async () => {
    const metrics = new Metrics(() => 0);

    metrics.entries([anEntry({ source: 'shadow', tries: [aTry({ why: 'shadow', cost: 0.1 })] }), anEntry({ source: 'api' })]);

    const found = await shown(metrics);
    expect(found.has('sluice_requests_total{provider="groq",operation="chat",status="200"}')).toBe(false);
    expect(found.get('sluice_tries_total{provider="groq",why="shadow",outcome="ok"}')).toBe(1);
    expect(found.has('sluice_tries_total{provider="groq",why="first",outcome="ok"}')).toBe(false);
  });

  it('name so many models and no more, whatever callers call them', async () => {
    const metrics = new Metrics(() => 0);
    const used = { input: 1, output: 0 };

    metrics.entries(Array.from({ length: 500 }, (_, index) => anEntry({ tries: [aTry({ model: `m${index}`, used })] })));
    metrics.entries(Array.from({ length: 500 }, (_, index) => anEntry({ tries: [aTry({ model: `nobody-has-${index}`, status: 404 })] })));

    const found = [...(await shown(metrics))].filter(([name]) => name.startsWith('sluice_tokens_total{'));
    expect(found).toHaveLength(201);
    expect(found.find(([name]) => name.includes('model="other"'))?.[1]).toBe(300);
  });

  it('bear every name that a model can have', async () => {
    const metrics = new Metrics(() => 0);

    metrics.entries([anEntry({ tries: [aTry({ model: 'a "quoted"\\\nname', used: { input: 1, output: 0 } })] })]);

    expect((await metrics.render()).text).toContain('model="a \\"quoted\\"\\\\\\nname"');
  });

  it('show the worst circuit of a target', async () => {
    const metrics = new Metrics(() => 0);
    const circuit = { config: 'pc', target: 't', model: undefined, requests: 1, failures: 1, openedAt: 1 };
    const circuits: readonly CircuitView[] = [
      { ...circuit, state: 'closed' },
      { ...circuit, state: 'open' },
      { ...circuit, target: 'u', state: 'half_open' },
    ];
    metrics.ask({ circuits: () => circuits });

    const found = await shown(metrics);

    expect(found.get('sluice_breakers{state="open"}')).toBe(1);
    expect(found.get('sluice_breaker_state{config="pc",target="t",model=""}')).toBe(2);
    expect(found.get('sluice_breaker_state{config="pc",target="u",model=""}')).toBe(1);
  });

  it('tell how records, traces and alerts get to where they go', async () => {
    const metrics = new Metrics(() => 0);
    metrics.ask({
      log: () => ({ waiting: 2, dropped: { overflow: 3, bodies: 0 }, written: 40, lagMs: 250, spoolBytes: 1024 }),
      spans: () => ({ sent: 5, dropped: { queue_full: 1 } }),
      alerts: () => ({ sent: 1, dropped: {} }),
    });

    const found = await shown(metrics);

    expect(found.get('sluice_log_records_waiting')).toBe(2);
    expect(found.get('sluice_log_records_dropped_total{reason="overflow"}')).toBe(3);
    expect(found.get('sluice_log_records_written_total')).toBe(40);
    expect(found.get('sluice_log_lag_seconds')).toBe(0.25);
    expect(found.get('sluice_log_spool_bytes')).toBe(1024);
    expect(found.get('sluice_spans_sent_total')).toBe(5);
    expect(found.get('sluice_spans_dropped_total{reason="queue_full"}')).toBe(1);
    expect(found.get('sluice_alerts_sent_total')).toBe(1);
  });

  it('are those of all workers together', async () => {
    const answers = new Map<string, () => unknown>();
    const beside = new Metrics(() => 2, { ...NO_OTHERS, answer: (topic, what) => void answers.set(topic, what) });
    const asked = new Metrics(() => 1, {
      ...NO_OTHERS,
      // As it comes out of the channel between two processes.
      ask: async (topic) => [JSON.parse(JSON.stringify(await answers.get(topic)!()))],
    });
    asked.sink([record({ provider: 'groq', ms: 40 })]);
    beside.sink([record({ provider: 'groq', ms: 400 }), record({ provider: 'openai' })]);

    const found = await shown(asked);

    expect(found.get('sluice_requests_in_flight')).toBe(3);
    expect(found.get('sluice_request_duration_seconds_count{provider="groq",status="200"}')).toBe(2);
    expect(found.get('sluice_request_duration_seconds_bucket{provider="groq",status="200",le="0.05"}')).toBe(1);
    expect(found.get('sluice_request_duration_seconds_count{provider="openai",status="200"}')).toBe(1);
    expect(found.get('process_start_time_seconds')).toBeGreaterThan(1e9);
    expect(found.get('process_start_time_seconds')).toBeLessThan(3e9);
  });
});
