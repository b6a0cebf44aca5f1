import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { hatch } from '../admin/canaries.ts';
import { admin, done } from '../stored/support.ts';
import { call } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream, type Answer, type Received, type Upstream } from '../support/upstream.ts';
import { filesIn, followed, toldBy } from './all-that-is-kept.ts';
import { recordsIn } from './records-in.ts';

jest.setTimeout(120_000);

const canaries = hatch();
const make = (what: string) => canaries.make(what);

/** Whatever it was asked, word for word, as a careless provider says it. */
const echo = ({ method, url, headers, body }: Received, quoted: string) =>
  `${method} ${url} ${JSON.stringify(headers)} ${encodeURIComponent(body.toString())} ${quoted}`;

const answers = (quoted: () => string): Readonly<Record<string, Answer>> => ({
  'in an answer': (response, received) =>
    json({
      ...COMPLETION,
      choices: [{ index: 0, message: { role: 'assistant', content: echo(received, quoted()) }, finish_reason: 'stop' }],
    })(response, received),
  'in an error': (response, received) =>
    json({ error: { message: echo(received, quoted()), type: 'invalid_request_error' } }, 400)(response, received),
  'in a stream': (response, received) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const text = echo(received, quoted());
    // In the middle of a secret, wherever that is.
    for (let from = 0; from < text.length; from += 7) {
      const delta = { content: text.slice(from, from + 7) };
      response.write(
        `data: ${JSON.stringify({ ...COMPLETION, object: 'chat.completion.chunk', usage: undefined, choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`,
      );
    }
    response.end(
      `data: ${JSON.stringify({ ...COMPLETION, object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
    );
  },
  'in a page of HTML': (response, received) => {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end(`<h1>Bad gateway</h1><pre>${echo(received, quoted())}</pre>`);
  },
});

describe('secrets', () => {
  let upstream: Upstream;
  let collector: Upstream;
  let hook: Upstream;
  let gateway: InProcess;
  let quoted = '';
  const env = {
    key: make('provider key of the environment'),
    otel: make('header for the collector'),
    alert: make('secret of an alert'),
    address: make('token in an alert’s address'),
    file: make('virtual key of the file'),
  };
  beforeAll(async () => {
    upstream = await startUpstream();
    collector = await startUpstream(json({}));
    hook = await startUpstream(json({ verdict: true }));
    gateway = await startInProcess(
      {
        GROQ_BASE_URL: `${upstream.origin}/v1`,
        OPENAI_BASE_URL: `${upstream.origin}/v1`,
        ANTHROPIC_BASE_URL: `${upstream.origin}/v1`,
        BEDROCK_BASE_URL: upstream.origin,
        VERTEX_AI_BASE_URL: upstream.origin,
        GROQ_API_KEY: env.key,
        SLUICE_LOG_SPOOL: 'on',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_EXPORTER_OTLP_COMPRESSION: 'none',
        OTEL_EXPORTER_OTLP_HEADERS: `x-collector=${env.otel}`,
        OTEL_BSP_SCHEDULE_DELAY: '50',
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
      },
      `virtual_keys: [{ slug: of-file, provider: groq, key: ${env.file} }]
alerts: [{ name: errors, when: error_rate, threshold: 0.01, minRequests: 1, webhook: "${hook.origin}/alert?token=${env.address}", secret: ${env.alert} }]
`,
    );
  });
  afterAll(async () => {
    await gateway?.stop();
    for (const each of [upstream, collector, hook]) await each?.close();
  });

  it('that a request brings or uses are in nothing that is kept, told or sent on, although everybody quotes them', async () => {
    const tail = await followed(gateway.url);
    const callerKey = canaries.told(
      'key of the caller',
      (
        await done(
          admin(gateway.url, 'POST', '/api-keys/organisation/service', { name: 'app', scopes: ['completions.write', 'virtual_keys.list'] }),
        )
      ).key,
    );
    const stored = make('virtual key');
    const { slug } = await done(admin(gateway.url, 'POST', '/virtual-keys', { name: 'stored', provider: 'groq', key: stored }));
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    // A line of it, as it stands in a text.
    canaries.told('private key of a service account', privateKey.split('\n')[3]!);
    const secretOf = (what: string) => {
      const secret = make(what);
      return { secret, secrets: [secret] };
    };
    const of = {
      bearer: secretOf('credential of the caller'),
      xApiKey: secretOf('x-api-key'),
      config: secretOf('key in a config'),
      other: secretOf('key of another target'),
      aws: secretOf('AWS secret'),
      session: secretOf('AWS session token'),
      cookie: secretOf('cookie'),
      marked: secretOf('header that its caller marks'),
      named: secretOf('header that is secret by its name'),
      query: secretOf('credential in the query'),
      hookHeader: secretOf('header of a webhook'),
      hookToken: secretOf('token in the address of a webhook'),
      mcp: secretOf('credential of an MCP server'),
      mcpHeader: secretOf('header for an MCP server'),
      mcpToken: secretOf('token of an MCP server'),
      forwarded: secretOf('header that is sent on'),
    };
    const groq = { 'x-portkey-provider': 'groq' };
    const ways: readonly {
      readonly headers?: Readonly<Record<string, string>>;
      readonly query?: string;
      readonly body?: object;
      readonly says: readonly string[];
      readonly path?: string;
    }[] = [
      { headers: groq, says: [env.key, callerKey] },
      { headers: { 'x-portkey-virtual-key': slug }, says: [stored, callerKey] },
      { headers: { 'x-portkey-virtual-key': 'of-file' }, says: [env.file] },
      { headers: { ...groq, authorization: `Bearer ${of.bearer.secret}` }, says: of.bearer.secrets },
      {
        headers: { 'x-portkey-provider': 'anthropic', 'x-api-key': of.xApiKey.secret, 'anthropic-version': '2023-06-01' },
        path: '/messages',
        body: { max_tokens: 9 },
        says: of.xApiKey.secrets,
      },
      {
        headers: {
          'x-portkey-config': JSON.stringify({
            strategy: { mode: 'fallback' },
            targets: [
              { provider: 'openai', api_key: of.config.secret },
              { provider: 'groq', api_key: of.other.secret },
            ],
          }),
        },
        says: [of.config.secret, of.other.secret],
      },
      {
        headers: {
          'x-portkey-provider': 'bedrock',
          'x-portkey-aws-access-key-id': 'AKIAIOSFODNN7EXAMPLE',
          'x-portkey-aws-secret-access-key': of.aws.secret,
          'x-portkey-aws-session-token': of.session.secret,
          'x-portkey-aws-region': 'eu-west-1',
        },
        says: [of.aws.secret, of.session.secret],
      },
      {
        headers: {
          'x-portkey-provider': 'vertex-ai',
          'x-portkey-vertex-project-id': 'p',
          'x-portkey-vertex-region': 'europe-west1',
          'x-portkey-vertex-service-account-json': JSON.stringify({
            type: 'service_account',
            project_id: 'p',
            private_key: privateKey,
            client_email: 'a@p.iam.gserviceaccount.com',
            token_uri: `${upstream.origin}/token`,
          }),
        },
        says: [privateKey, JSON.stringify(privateKey)],
      },
      { headers: { ...groq, cookie: `session=${of.cookie.secret}`, 'x-my-secret': of.named.secret }, says: [] },
      { headers: { ...groq, 'x-portkey-sensitive-headers': 'x-mine', 'x-mine': of.marked.secret }, says: of.marked.secrets },
      {
        headers: { ...groq, 'x-portkey-forward-headers': 'x-team-token', 'x-team-token': of.forwarded.secret },
        says: of.forwarded.secrets,
      },
      { headers: groq, query: `?key=${of.query.secret}&api-key=${of.query.secret}`, says: [] },
      {
        headers: {
          'x-portkey-config': JSON.stringify({
            provider: 'groq',
            before_request_hooks: [
              {
                type: 'guardrail',
                checks: [
                  {
                    id: 'default.webhook',
                    parameters: {
                      webhookURL: `${hook.origin}/hook?token=${of.hookToken.secret}`,
                      headers: { Authorization: of.hookHeader.secret },
                    },
                  },
                ],
              },
            ],
          }),
        },
        says: [],
      },
      {
        headers: { 'x-portkey-provider': 'openai', authorization: `Bearer ${of.bearer.secret}` },
        body: {
          tools: [
            {
              type: 'mcp',
              server_label: 'a',
              server_url: 'https://mcp.example/x',
              authorization: of.mcp.secret,
              headers: { 'x-team': of.mcpHeader.secret },
            },
          ],
          mcp_servers: [{ type: 'url', url: 'https://mcp.example/y', name: 'b', authorization_token: of.mcpToken.secret }],
        },
        says: [],
      },
    ];

    let sent = 0;
    for (const [how, answer] of Object.entries(answers(() => quoted)))
      for (const { headers, query = '', body, says, path = '/chat/completions' } of ways) {
        quoted = says.join(' ');
        upstream.answer = answer;
        await call(`${gateway.url}/v1${path}${query}`, {
          headers: {
            'x-portkey-api-key': callerKey,
            'x-portkey-trace-id': `sent-${sent++}`,
            'x-portkey-metadata': JSON.stringify({ note: quoted.slice(0, 100) }),
            ...headers,
          },
          body: { model: 'm', stream: how === 'in a stream', messages: [{ role: 'user', content: `I quote ${quoted}` }], ...body },
        });
      }

    const records = () => recordsIn(gateway.dataDir);
    await eventually(async () => (await records()).length >= sent, 'there are not all records');
    const last = `"sent-${sent - 1}"`;
    await eventually(() => tail.text().includes(last), 'the tail does not tell the last');
    await eventually(() => hook.received.some(({ url }) => url.startsWith('/alert')), 'nobody was alerted');
    const spans = () => collector.received.map(({ body }) => body.toString()).join('\n');
    await eventually(() => spans().split('"name":').length > sent, 'there are not all spans');
    const told = await toldBy(gateway.url);
    await tail.end();
    const metrics = (await call(`${gateway.url}/metrics`)).text;
    const kept = JSON.stringify(await records());
    const alerts = hook.received
      .filter(({ url }) => url.startsWith('/alert'))
      .map(({ body, headers: { 'webhook-signature': _, ...headers } }) => `${body.toString()} ${JSON.stringify(headers)}`);

    const files = [...filesIn(gateway.dataDir)];
    const places: [string, Buffer | string][] = [
      ...files,
      ...told,
      ['records', kept],
      ['tail', tail.text()],
      ['spans', spans()],
      ['alerts', alerts.join('\n')],
      ['metrics', metrics],
    ];
    expect(places.flatMap(([place, text]) => canaries.in(place, text))).toEqual([]);
    expect(canaries.count()).toBeGreaterThanOrEqual(20);
    // Bodies are there, and so are spans with what was said: there was something to be found.
    expect([kept, told.get('export')!, spans()].map((text) => [text.includes('I quote'), text.includes('[redacted]')])).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
    expect(readdirSync(gateway.dataDir)).toContain('logs.db');
    expect((await call(`${gateway.url}/v1/logs`, { headers: { 'x-portkey-api-key': ADMIN_KEY } })).status).toBe(200);
  });
});
