import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TargetHealth } from '@sluice/contract';
import { CHAT } from '../support/call.ts';
import { eventually } from '../support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';
import { ROOT, startPeople, type People, type Who } from './people.ts';

let people: People;
let upstream: Upstream;
let here: string;
let there: string;

beforeAll(async () => {
  upstream = await startUpstream();
  people = await startPeople({ TRUSTED_CUSTOM_HOSTS: '127.0.0.1' });
  [here, there] = [await people.addWorkspace('Here'), await people.addWorkspace('There')];
  for (const [slug, workspace] of [
    ['vk-here', here],
    ['vk-there', there],
  ] as const) {
    const strategy = { mode: 'fallback', cb_config: { failure_threshold: 2 } };
    const config = { strategy, targets: [{ virtual_key: slug }] };
    await people.ask(ROOT, 'POST', '/virtual-keys', {
      name: slug,
      slug,
      workspace_id: workspace,
      provider: 'groq',
      key: 'gsk_0123456789',
      custom_host: upstream.origin,
    });
    await people.ask(ROOT, 'POST', '/configs', { name: slug, slug: `pc-${slug}`, workspace_id: workspace, config });
  }
  const { who } = await people.key('workspace/service', { scopes: ['completions.write'], workspace_id: here });
  const chat = () => people.ask({ ...who, 'x-portkey-config': 'pc-vk-here' }, 'POST', '/chat/completions', CHAT);
  await chat();
  upstream.answer = json({ error: { message: 'down' } }, 503);
  await chat();
  await chat();
  upstream.answer = json(COMPLETION);
  await eventually(async () => (await of('vk-here', ROOT))?.requests === 3, 'the requests are not on record');
});
afterAll(async () => {
  await people?.stop();
  await upstream?.close();
});

const targets = async (who: Who, query = ''): Promise<readonly TargetHealth[]> => {
  const { status, json: reply, text } = await people.ask(who, 'GET', `/admin/targets${query}`);
  if (status !== 200) throw new Error(text);
  return reply.data as readonly TargetHealth[];
};

const of = async (slug: string | null, who: Who, query = '') => (await targets(who, query)).find(({ virtual_key: key }) => key === slug);

describe('the health of targets', () => {
  it('tells how a credential has done, when it failed last and how, and whether its circuit is open', async () => {
    const found = (await of('vk-here', ROOT))!;

    expect(found).toMatchObject({ provider: 'groq', requests: 3, failures: 2, state: 'open' });
    expect(found.p50_latency).toBeGreaterThan(0);
    expect(found.p99_latency).toBeGreaterThanOrEqual(found.p50_latency!);
    expect(found.breakers).toMatchObject([{ config: 'pc-vk-here', target: 'config.targets[0]', state: 'open', failures: 2 }]);
    expect(found.last_failure).toMatchObject({ status: 503, fault: expect.any(String) });
    expect((await people.ask(ROOT, 'GET', `/logs/${found.last_failure!.log_id}`)).status).toBe(200);
  });

  it('tells how the provider has done, whatever the credential', async () => {
    const found = (await targets(ROOT)).find(({ virtual_key: key, provider }) => key === null && provider === 'groq');

    expect(found).toMatchObject({ requests: 3, failures: 2 });
  });

  it('is of the workspaces that its asker may see, and of the one that is named', async () => {
    const member = await people.add('member', [{ id: there, role: 'member' }]);

    expect(await targets(member.who)).toEqual([]);
    expect(await targets(ROOT, `?workspace_id=${there}`)).toEqual([]);
    expect(await of('vk-here', ROOT, `?workspace_id=${here}`)).toMatchObject({ requests: 3 });
    expect((await people.ask(member.who, 'GET', `/admin/targets?workspace_id=${here}`)).status).toBe(404);
  });

  it('shows circuits to who may see configs, and to nobody else', async () => {
    const counting = await people.key('workspace/service', { scopes: ['analytics.view'], workspace_id: here });

    expect(await of('vk-here', counting.who)).toMatchObject({ requests: 3, state: null, breakers: [] });
  });

  it('goes back as far as it is asked to, and no further', async () => {
    const asked = await people.ask(ROOT, 'GET', '/admin/targets?minutes=0');

    expect(asked.status).toBe(400);
    expect(await of('vk-here', ROOT, '?minutes=1440')).toMatchObject({ requests: 3 });
  });
});
