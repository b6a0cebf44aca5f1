import { describe, expect, it } from '@jest/globals';
import { shippedAdapters } from '../support/adapters.ts';
import { call, CHAT } from '../support/call.ts';
import { eventually } from '../support/gateway.ts';
import { startInProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream } from '../support/upstream.ts';

/** Well-known values of `gen_ai.provider.name`, where they are no slugs: model/gen-ai/registry.yaml of the conventions, as of 2026-11. */
const NAMES = {
  'azure-openai': 'azure.ai.openai',
  'azure-ai': 'azure.ai.inference',
  bedrock: 'aws.bedrock',
  google: 'gcp.gemini',
  'vertex-ai': 'gcp.vertex_ai',
  'mistral-ai': 'mistral_ai',
  'x-ai': 'x_ai',
  moonshot: 'moonshot_ai',
  'perplexity-ai': 'perplexity',
};

/** Those that are slugs as they are. */
const SLUGS = ['openai', 'anthropic', 'cohere', 'groq', 'deepseek'];

describe('the name of a provider in traces', () => {
  it('is what the conventions call it, and else its slug', async () => {
    const adapters = await shippedAdapters();

    const named = Object.fromEntries(
      adapters.flatMap(({ id, telemetryName }) => (telemetryName === undefined ? [] : [[id, telemetryName]])),
    );

    expect(named).toMatchObject(NAMES);
    expect(SLUGS.filter((slug) => adapters.some(({ id }) => id === slug))).toEqual(SLUGS);
  }, 60_000);

  it('stands so in a span', async () => {
    const collector = await startUpstream(json({}));
    const provider = await startUpstream(json(COMPLETION));
    const gateway = await startInProcess({
      MISTRAL_AI_BASE_URL: `${provider.origin}/v1`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'none',
      OTEL_BSP_SCHEDULE_DELAY: '20',
    });
    try {
      await call(`${gateway.url}/v1/chat/completions`, {
        headers: { 'x-portkey-provider': 'mistral-ai', authorization: 'Bearer mistral-key-0123456789' },
        body: CHAT,
      });

      const spans = () => collector.received.map(({ body }) => body.toString()).join('');
      await eventually(() => spans().includes('gen_ai.provider.name'), 'there is no span');
      const values = [...spans().matchAll(/"gen_ai\.provider\.name","value":\{"stringValue":"([^"]*)"/g)].map(([, value]) => value);
      expect(new Set(values)).toEqual(new Set(['mistral_ai']));
    } finally {
      await gateway.stop();
      await collector.close();
      await provider.close();
    }
  }, 60_000);
});
