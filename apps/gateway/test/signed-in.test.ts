import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Log, LogSummary } from '@sluice/contract';
import { signedInCallers } from '../src/admin/sign-in/signed-in-callers.ts';
import { ROOT, startPeople, withKey, type People, type Person, type Who } from './admin/people.ts';
import { call, CHAT, type Reply } from './support/call.ts';
import { eventually } from './support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

let people: People;
let upstream: Upstream;
/** The ids of two workspaces; `here` is where most is done. */
let here: string;
let there: string;
let member: Person;

beforeAll(async () => {
  upstream = await startUpstream();
  people = await startPeople({ TRUSTED_CUSTOM_HOSTS: '127.0.0.1' });
  here = await workspace('here');
  there = await workspace('there');
  member = await people.add('member', [{ id: here, role: 'member' }]);
  await made('/virtual-keys', { ...named('vk-here'), provider: 'groq', key: 'gsk_0123456789abcdef', custom_host: upstream.origin });
  await made('/configs', { ...named('pc-here'), config: { virtual_key: 'vk-here', forward_headers: FORWARDED }, is_default: true });
  await made('/prompts', {
    ...named('pp-here'),
    string: '[{"role":"user","content":"Name a {{thing}}"}]',
    virtual_key: 'vk-here',
    model: 'm',
  });
});
afterAll(async () => {
  await people?.stop();
  await upstream?.close();
});

const FORWARDED = ['cookie', 'x-sluice-csrf', 'x-sluice-workspace'];

const named = (slug: string) => ({ name: slug, slug, workspace_id: here });

async function made(path: string, body: object): Promise<string> {
  const { status, text, json: reply } = await people.ask(ROOT, 'POST', path, body);
  if (status !== 200) throw new Error(`POST ${path}: ${text}`);
  return reply.id as string;
}

const workspace = (slug: string) => made('/admin/workspaces', { name: slug, slug });

/** What the console sends with everything. */
const at = ({ who }: Person, workspace = 'here'): Who => ({ ...who, 'x-sluice-workspace': workspace });

const chat = (who: Who, body: object = CHAT) => people.ask(who, 'POST', '/chat/completions', body);

const refusal = ({ status, json: reply }: Reply) => [status, reply.error.code];

async function recordOf({ headers }: Reply): Promise<Log> {
  const id = String(headers['x-portkey-request-id']);
  let record: Reply | undefined;
  await eventually(async () => {
    record = await people.ask(ROOT, 'GET', `/logs/${id}`);
    return record.status === 200;
  }, `there is no record of ${id}`);
  return record!.json as Log;
}

describe('somebody who has signed in', () => {
  it('calls a model in their workspace, with its default config, and the log says who it was', async () => {
    const reply = await chat(at(member));
    const record = await recordOf(reply);

    expect([reply.status, reply.json.choices[0].message.content]).toEqual([200, 'Paris']);
    expect(record).toMatchObject({
      workspace_id: here,
      api_key_name: member.email,
      metrics: { api_key_id: `user:${member.id}`, config: 'pc-here' },
    });
  });

  it('is streamed to', async () => {
    upstream.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' };
      for (const choice of [
        { index: 0, delta: { content: 'Par' } },
        { index: 0, delta: { content: 'is' }, finish_reason: 'stop' },
      ])
        response.write(`data: ${JSON.stringify({ ...chunk, choices: [choice] })}\n\n`);
      response.end('data: [DONE]\n\n');
    };

    const reply = await chat(at(member), { ...CHAT, stream: true });
    upstream.answer = json(COMPLETION);

    expect(reply.headers['content-type']).toMatch(/^text\/event-stream/);
    expect(reply.text).toMatch(/"Par".*"is".*\[DONE\]/s);
  });

  it.each(['id', 'slug'])('names the workspace by its %s', async (by) => {
    expect((await chat(at(member, by === 'id' ? here : 'here'))).status).toBe(200);
  });

  it('fills in, renders and calls a stored prompt, and asks what would become of a request', async () => {
    const rendered = await people.ask(at(member), 'POST', '/prompts/pp-here/render', { variables: { thing: 'gate' } });
    const answered = await people.ask(at(member), 'POST', '/prompts/pp-here/completions', { variables: { thing: 'gate' } });
    const explained = await people.ask(at(member), 'POST', '/route/explain', { body: CHAT });
    const models = await people.ask(at(member), 'GET', '/models');

    expect([rendered.status, rendered.json.data.messages[0].content]).toEqual([200, 'Name a gate']);
    expect([answered.status, (await recordOf(answered)).metrics.prompt_slug]).toEqual([200, 'pp-here']);
    expect([explained.status, explained.json.targets[0].provider]).toEqual([200, 'groq']);
    expect(models.status).toBe(200);
  });

  it('is held to what the workspace says for all its calls', async () => {
    const strict = await workspace('strict');
    const who = at(await people.add('member', [{ id: strict, role: 'member' }]), 'strict');
    await made('/guardrails', {
      name: 'no-secrets',
      slug: 'no-secrets',
      workspace_id: strict,
      checks: [{ id: 'default.contains', parameters: { words: ['secret'], operator: 'none' } }],
      actions: { deny: true },
    });
    const limits = { rate_limits: [{ type: 'requests', unit: 'rpm', value: 2 }] };
    const defaults = { metadata: { team: 'strict' }, input_guardrails: ['no-secrets'] };
    const changed = await people.ask(ROOT, 'PUT', `/admin/workspaces/${strict}`, { defaults, ...limits });
    const ask = (content: string) =>
      chat({ ...who, 'x-portkey-provider': 'mock' }, { model: 'mock', messages: [{ role: 'user', content }] });

    const [denied, first] = [await ask('a secret'), await ask('Hello')];
    const statuses = [first.status, (await ask('Hello')).status, (await ask('Hello')).status];

    expect(changed.status).toBe(200);
    expect(denied.status).toBe(446);
    expect((await recordOf(first)).metadata).toMatchObject({ team: 'strict' });
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
  });

  it('does not reach what is in another workspace', async () => {
    const guest = await people.add('member', [
      { id: here, role: 'member' },
      { id: there, role: 'member' },
    ]);

    const inside = await chat({ ...at(guest, 'here'), 'x-portkey-virtual-key': 'vk-here' });
    const outside = await chat({ ...at(guest, 'there'), 'x-portkey-virtual-key': 'vk-here' });

    expect(inside.status).toBe(200);
    expect(outside.status).toBe(400);
  });

  it('sees the log, its tail and charts of their workspace by the session alone', async () => {
    const range = 'time_of_generation_min=2026-01-01&time_of_generation_max=2099-01-01';
    await recordOf(await chat(at(member)));

    const logs = await people.ask(member.who, 'GET', '/logs?ai_org=groq&workspace_slug=here');
    const tail = await people.ask(member.who, 'GET', '/logs/tail?seconds=0&ai_org=groq&workspace_slug=here');
    const chart = await people.ask(member.who, 'GET', `/analytics/graphs/requests?${range}&ai_org=groq&workspace_slug=here`);

    expect([logs.status, tail.status, chart.status]).toEqual([200, 200, 200]);
    expect((logs.json.data as LogSummary[]).every(({ workspace_id: id }) => id === here)).toBe(true);
    expect(logs.json.data.length).toBeGreaterThan(0);
    expect(tail.headers['content-type']).toMatch(/^text\/event-stream/);
    expect(chart.json.summary.total).toBeGreaterThan(0);
  });
});

describe('a session', () => {
  it('goes to no provider, and into no record, however it is asked to', async () => {
    const { cookie, 'x-sluice-csrf': csrf } = member.who as { cookie: string; 'x-sluice-csrf': string };
    const token = cookie.split('=')[1]!;
    const names = FORWARDED.join(',');
    const before = upstream.received.length;

    const reply = await chat({ ...at(member), 'x-portkey-forward-headers': names, 'x-portkey-debug': 'true' });
    const record = await recordOf(reply);
    const sent = upstream.received.slice(before).map(({ headers, body }) => JSON.stringify(headers) + body.toString());

    expect([reply.status, sent.length]).toEqual([200, 1]);
    for (const text of [...sent, JSON.stringify(record)]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(csrf);
    }
    expect(Object.keys(upstream.received.at(-1)!.headers).filter((name) => FORWARDED.includes(name))).toEqual([]);
    expect(Object.keys({ ...record.request.headers, ...record.request.portkeyHeaders }).filter((name) => FORWARDED.includes(name))).toEqual(
      [],
    );
  });

  it('stays out of the record of a call that goes by a key, too', async () => {
    const { 'x-sluice-csrf': csrf } = member.who;
    const { who } = await people.key('workspace/service', { scopes: ['completions.write'], workspace_id: here });

    const record = await recordOf(await chat({ ...at(member), ...who }));

    expect(JSON.stringify(record)).not.toContain(csrf);
  });

  it('opens nothing without the csrf token, or with another’s', async () => {
    const { cookie } = member.who as { cookie: string };
    const other = await people.add('member', [{ id: here, role: 'member' }]);
    const workspace = { 'x-sluice-workspace': 'here' };
    const before = upstream.received.length;

    const refusals = [
      await chat({ cookie, ...workspace }),
      await chat({ cookie }),
      await chat({ cookie, 'x-portkey-provider': 'mock' }, { model: 'mock', messages: CHAT.messages }),
      await chat({ cookie, ...workspace, 'x-sluice-csrf': 'made-up' }),
      await chat({ cookie, ...workspace, 'x-sluice-csrf': other.who['x-sluice-csrf']! }),
      await people.ask({ cookie, ...workspace }, 'GET', '/models'),
      await people.ask({ cookie, ...workspace }, 'POST', '/route/explain', { body: CHAT }),
      await people.ask({ cookie, ...workspace, origin: people.url, 'sec-fetch-site': 'same-origin' }, 'GET', '/route/breakers'),
    ].map(refusal);

    expect(refusals).toEqual(refusals.map(() => [403, 'foreign_page']));
    expect(upstream.received.length).toBe(before);
  });

  it('that is over, or nobody’s, has to be begun again', async () => {
    const gone = await people.add('member', [{ id: here, role: 'member' }]);
    await people.ask(gone.who, 'DELETE', '/admin/session');
    const csrf = gone.who['x-sluice-csrf']!;

    const refusals = [
      await chat(at(gone)),
      await chat({ 'x-sluice-csrf': csrf, 'x-sluice-workspace': 'here' }),
      await chat({ ...at(gone), cookie: 'sluice_session=0000000000000000000000000000000000000000000' }),
    ].map(refusal);

    expect(refusals).toEqual(refusals.map(() => [401, 'session_over']));
  });

  it('counts in workspaces of its user only, and for what their role may do there', async () => {
    const stranger = await people.add('member', [{ id: there, role: 'member' }]);
    const owner = await people.add('owner');
    const nobody = await people.add('member');

    expect(refusal(await chat(at(stranger)))).toEqual([404, 'not_found']);
    expect(refusal(await chat(at(nobody)))).toEqual([404, 'not_found']);
    expect(refusal(await chat(at(owner, 'nowhere')))).toEqual([404, 'not_found']);
    expect(refusal(await chat(owner.who))).toEqual([400, 'no_workspace']);
    expect((await chat(at(owner))).status).toBe(200);
  });

  it('asks for the scope that is needed in that workspace, and no other will do', async () => {
    const users = signedInCallers({ store: people.store, enforcedIn: () => undefined, now: Date.now });
    const lacking = users.callerIn(at(member), ['logs.delete']);
    const everywhere = users.callerAnywhere(member.who, ['logs.delete']);

    await expect(lacking).rejects.toMatchObject({ fault: { kind: 'forbidden', code: 'missing_scope' } });
    await expect(everywhere).rejects.toMatchObject({ fault: { code: 'no_workspace' } });
    expect(await users.callerIn(at(member), ['logs.delete', 'logs.list'])).toMatchObject({ key: { workspace: here, admin: false } });
  });

  it('is not looked at where a request brings a key: that one alone decides', async () => {
    const { who } = await people.key('workspace/service', { scopes: ['logs.write'], workspace_id: here });
    const good = await people.key('workspace/service', { scopes: ['completions.write'], workspace_id: there });

    const lacking = await chat({ ...at(member), ...who });
    const unknown = await people.ask({ ...at(member), ...withKey('sk-sluice-unknown-0123456789') }, 'POST', '/prompts/pp-here/render', {
      variables: {},
    });
    const record = await recordOf(
      await chat({ ...at(member), ...good.who, 'x-portkey-provider': 'mock' }, { model: 'mock', messages: CHAT.messages }),
    );

    expect(lacking.status).toBe(403);
    expect(unknown.status).toBe(401);
    expect(record).toMatchObject({ workspace_id: there, metrics: { api_key_id: good.id } });
  });

  it('that is open in a browser changes nothing for who only looks at a page', async () => {
    const { cookie } = member.who as { cookie: string };

    const [with_, without] = [await people.ask({ cookie }, 'GET', '/models'), await people.ask({}, 'GET', '/models')];

    expect([with_.status, with_.text]).toEqual([without.status, without.text]);
  });
});

describe('the state of breakers', () => {
  it('is shown of configs that the viewer may use, and of all to who may see all', async () => {
    upstream.answer = json({ error: { message: 'down' } }, 503);
    const cb = { cb_config: { failure_threshold: 1, cooldown_interval: 60_000 } };
    const target = { provider: 'groq', api_key: 'gsk_0123456789abcdef', custom_host: upstream.origin };
    for (const [slug, workspace] of [
      ['pc-cb-here', here],
      ['pc-cb-there', there],
    ] as const) {
      const config = { strategy: { mode: 'fallback', ...cb }, targets: [target] };
      await made('/configs', { name: slug, slug, workspace_id: workspace, config });
      await chat({ ...ROOT, 'x-portkey-config': slug });
    }
    upstream.answer = json(COMPLETION);
    const owner = await people.add('owner');
    const looking = await people.key('workspace/service', { scopes: ['configs.list'], workspace_id: there });
    const blind = await people.key('workspace/service', { scopes: ['completions.write'], workspace_id: there });
    const seen = async (who: Who) => {
      const { status, json: reply } = await people.ask(who, 'GET', '/route/breakers');
      return status === 200 ? (reply.data as { config: string }[]).map(({ config }) => config).toSorted() : status;
    };

    const both = ['pc-cb-here', 'pc-cb-there'];
    expect(await seen(ROOT)).toEqual(both);
    expect(await seen(owner.who)).toEqual(both);
    expect(await seen(at(owner, 'here'))).toEqual(['pc-cb-here']);
    expect(await seen(at(member))).toEqual(['pc-cb-here']);
    expect(await seen(looking.who)).toEqual(['pc-cb-there']);
    expect(await seen(blind.who)).toBe(403);
    expect(await seen(member.who)).toBe(400);
    expect(await seen({})).toBe(401);
  });
});

describe('where every caller needs a key', () => {
  it('a session is as good as one', async () => {
    const closed = await startPeople({ SLUICE_AUTH: 'required' });
    try {
      const owner = await closed.add('owner');
      const body = { model: 'mock', messages: CHAT.messages };
      const ask = (headers: Who) =>
        call(`${closed.url}/v1/chat/completions`, { headers: { 'x-portkey-provider': 'mock', ...headers }, body });

      const statuses = [await ask(at(owner, 'default')), await ask({}), await ask({ cookie: owner.who['cookie']! })].map(
        ({ status }) => status,
      );

      expect(statuses).toEqual([200, 401, 403]);
    } finally {
      await closed.stop();
    }
  });
});
