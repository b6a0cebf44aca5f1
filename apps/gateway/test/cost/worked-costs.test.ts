import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { call } from '../support/call.ts';
import { ADMIN_KEY } from '../support/gateway.ts';
import { json, startUpstream, type Answer, type Upstream } from '../support/upstream.ts';
import { startRecorded, type Recorded } from './recorded-costs.ts';
import { WORKED_COSTS, type WorkedCost } from './worked-costs.ts';

// A whole gateway with all its providers: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

const CONFIG = `
models:
  openai: { house-model: { price: { input: 7, output: 9 } } }
`;

let upstream: Upstream;
let recorded: Recorded;
beforeAll(async () => {
  upstream = await startUpstream();
  recorded = await startRecorded(CONFIG);
});
afterAll(async () => {
  await recorded.stop();
  await upstream.close();
});

const admin = async (method: string, path: string, body: object) =>
  (await call(`${recorded.gateway.url}/v1${path}`, { method, headers: { 'x-portkey-api-key': ADMIN_KEY }, body })).json;

/** A virtual key whose integration has prices of its own. */
async function keyWithPrices({ provider, model, price }: WorkedCost): Promise<string> {
  const configurations = { custom_host: `${upstream.origin}/v1` };
  const made = { name: 'own prices', ai_provider_id: provider, key: 'stored-key-0123456789', configurations };
  const { slug } = await admin('POST', '/integrations', made);
  await admin('PUT', `/integrations/${slug}/models`, {
    models: [{ slug: model, enabled: true, pricing_config: { type: 'static', pay_as_you_go: price } }],
    allow_all_models: true,
  });
  const { id } = await admin('POST', '/admin/workspaces', { name: 'own prices' });
  await admin('PUT', `/integrations/${slug}/workspaces`, { workspaces: [{ id, enabled: true }] });
  return (await admin('POST', '/providers', { name: 'own prices', integration_id: slug, workspace_id: id })).slug;
}

const BOUNDARY = 'form-boundary';

/** A form as OpenAI's SDKs send it, with a file of some bytes. */
const formOf = (members: Readonly<Record<string, unknown>>) =>
  [
    ...Object.entries(members).map(
      ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`,
    ),
    ...['file', 'image'].map(
      (name) =>
        `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="a.bin"\r\ncontent-type: application/octet-stream\r\n\r\nbytes\r\n`,
    ),
    `--${BOUNDARY}--\r\n`,
  ].join('');

/** Answers as the provider does; asked for a batch, it says where the results of it are. */
const answering =
  ({ reply, contentType }: WorkedCost): Answer =>
  (response, received) => {
    if (received.url.endsWith('/batches/batch_1'))
      return json({ id: 'batch_1', status: 'completed', output_file_id: 'file_1' })(response, received);
    response.writeHead(200, { 'content-type': contentType ?? 'application/json' });
    response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));
  };

const QUESTION = { messages: [{ role: 'user', content: 'France?' }] };

async function callFor(worked: WorkedCost) {
  const { provider, model, path = '/chat/completions', request = QUESTION, form, price } = worked;
  upstream.answer = answering(worked);
  const said = model === '' ? undefined : { model, ...request };
  return call(`${recorded.gateway.url}/v1${path}`, {
    method: said ? 'POST' : 'GET',
    headers: {
      'x-portkey-api-key': ADMIN_KEY,
      ...(price
        ? { 'x-portkey-virtual-key': await keyWithPrices(worked) }
        : { 'x-portkey-provider': provider, authorization: 'Bearer vendor-key-0123456789' }),
      ...(!price && provider !== 'mock' && { 'x-portkey-custom-host': `${upstream.origin}/v1` }),
      ...(form && { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }),
    },
    ...(said && { body: form ? Buffer.from(formOf(said)) : said }),
  });
}

describe('a cost that was worked out by hand', () => {
  it.each(WORKED_COSTS.map((worked) => [`${worked.provider}: ${worked.what}`, worked] as const))('%s', async (_name, worked) => {
    const reply = await callFor(worked);

    const { cost, tries } = await recorded.recordOf(reply);
    expect([reply.status, reply.text]).toEqual([200, expect.anything()]);
    expect(tries.length).toBeGreaterThan(0);
    if (worked.dollars === undefined) expect(cost).toBeUndefined();
    else expect(cost).toBeCloseTo(worked.dollars, 12);
  });

  it('is there for every kind of thing that is sold, forty times and more', () => {
    expect(WORKED_COSTS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(WORKED_COSTS.map(({ what }) => what)).size).toBe(WORKED_COSTS.length);
  });
});
