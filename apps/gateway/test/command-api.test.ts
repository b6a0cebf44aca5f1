import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admin, chat, done } from './stored/support.ts';
import { readPage } from './docs/support/pages.ts';
import { call } from './support/call.ts';
import { command, ran } from './support/command.ts';
import { ADMIN_KEY, startGateway, type Gateway } from './support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

let folder: string;
let upstream: Upstream;
let gateway: Gateway;
beforeAll(async () => {
  upstream = await startUpstream();
  upstream.answer = json(COMPLETION);
  gateway = await startGateway({ environment: { GROQ_BASE_URL: upstream.origin, TRUSTED_CUSTOM_HOSTS: '127.0.0.1' } });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-command-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const asked = (...args: string[]) => command([...args, '--url', gateway.url], { folder });
const ranAt = (...args: string[]) => ran([...args, '--url', gateway.url], { folder });
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const lastBody = () => JSON.parse(upstream.received.at(-1)!.body.toString()) as Record<string, unknown>;

describe('sluice keys create', () => {
  it('prints a key that can be used at once, for as long and for what was said', async () => {
    const key = (await ranAt('keys', 'create', '--name', 'ci', '--expires', '2099-01-31')).trim();
    const other = JSON.parse(
      await ranAt('keys', 'create', '--name', 'reader', '--scopes', 'configs.list', '--workspace', 'default', '--json'),
    ) as {
      id: string;
      key: string;
    };

    const called = await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-api-key': key, 'x-portkey-provider': 'mock' },
      body: { model: 'mock', messages: [{ role: 'user', content: 'Hi' }] },
    });
    const listed = await admin(gateway.url, 'GET', '/configs', undefined, other.key);
    const made = (await done(admin(gateway.url, 'GET', `/api-keys/${other.id}`))) as Record<string, unknown>;
    expect(called.status).toBe(200);
    expect(listed.status).toBe(200);
    expect(made).toMatchObject({ type: 'workspace-service', scopes: ['configs.list'] });
  });

  it.each([
    [['keys', 'create'], '--name: it is needed'],
    [['keys', 'create', '--name', 'x', '--expires', 'soon'], '--expires: "soon" is not a day'],
    [['keys', 'create', '--name', 'x', '--type', 'mine'], '--type: "mine" is none of'],
    [['keys', 'create', '--name', 'x', '--scopes', 'everything'], 'the gateway answered 400: '],
    [['keys', 'create', '--name', 'x', '--key', 'sk-sluice-nobody'], 'the gateway answered 401: '],
  ])('refuses %j in a sentence', async (args, why) => {
    const refused = await asked(...args);

    expect(refused).toEqual({ status: 1, printed: expect.stringMatching(/^sluice: [^\n]+\n$/) });
    expect(refused.printed).toContain(why);
  });

  it('says so where no gateway answers', async () => {
    const refused = await command(['keys', 'create', '--name', 'x', '--url', 'http://127.0.0.1:9'], { folder });

    expect(refused).toMatchObject({ status: 1, printed: expect.stringContaining('--url: no gateway answers at http://127.0.0.1:9') });
  });
});

describe('sluice virtual-keys', () => {
  it('keeps a key that is in a file, and another in its place', async () => {
    write('key.txt', 'gsk_first_0123456789\n');
    write('next.txt', 'gsk_next_0123456789\n');
    const use = async () => {
      await chat(gateway.url, ADMIN_KEY, { 'x-portkey-virtual-key': 'by-file' });
      return upstream.received.at(-1)!.headers.authorization;
    };

    const slug = await ranAt(
      'virtual-keys',
      'create',
      '--name',
      'By file',
      '--provider',
      'groq',
      '--slug',
      'by-file',
      '--credential-file',
      'key.txt',
    );
    const first = await use();
    await ranAt('virtual-keys', 'update', 'by-file', '--credential-file', 'next.txt');
    const second = await use();
    await ranAt('virtual-keys', 'update', 'by-file', '--status', 'archived');
    const archived = await chat(gateway.url, ADMIN_KEY, { 'x-portkey-virtual-key': 'by-file' });

    expect(slug).toBe('by-file\n');
    expect([first, second]).toEqual(['Bearer gsk_first_0123456789', 'Bearer gsk_next_0123456789']);
    expect(archived.status).toBe(400);
  });

  it.each([
    [['create', '--name', 'x', '--provider', 'groq'], /the gateway answered 400: .*needs a key/],
    [
      ['create', '--name', 'x', '--provider', 'groq', '--credential', 'k', '--field', 'organization'],
      /--field: "organization" is not NAME=VALUE/,
    ],
    [
      ['create', '--name', 'x', '--provider', 'groq', '--credential-file', 'missing'],
      /--credential-file: missing cannot be read \(ENOENT\)/,
    ],
    [['update', 'x'], /say what is to be changed/],
    [['update', 'nobody', '--name', 'x'], /the gateway answered 404: /],
  ])('refuses %j in a sentence', async (args, why) => {
    const refused = await asked('virtual-keys', ...args);

    expect(refused).toEqual({ status: 1, printed: expect.stringMatching(why) });
  });
});

describe('sluice configs apply', () => {
  it('makes, changes and leaves alone, and says which', async () => {
    mkdirSync(join(folder, 'configs'));
    write('configs/pc-plain.yaml', 'provider: mock\noverride_params: { seed: 1 }\n');
    write('configs/named.json', JSON.stringify({ slug: 'pc-named', name: 'Named', config: { virtual_key: 'not-there' } }));

    const dry = await ranAt('configs', 'apply', 'configs', '--dry-run');
    const made = await ranAt('configs', 'apply', 'configs');
    const again = await ranAt('configs', 'apply', 'configs');
    write('configs/pc-plain.yaml', 'provider: mock\noverride_params: { seed: 2 }\n');
    const changed = await ranAt('configs', 'apply', 'configs/pc-plain.yaml');

    expect(dry).toBe('made      pc-named\nmade      pc-plain\n');
    expect(made).toMatch(/^made {6}pc-named\n {10}The config names the virtual key "not-there".*\nmade {6}pc-plain\n$/);
    expect(again).toBe('unchanged pc-named\nunchanged pc-plain\n');
    expect(changed).toBe('changed   pc-plain\n');
    const kept = (await done(admin(gateway.url, 'GET', '/configs/pc-plain'))) as Record<string, unknown>;
    expect(kept).toMatchObject({ version: 2, config: { override_params: { seed: 2 } } });
  });

  it.each([
    ['broken.yaml', '{', /^sluice: broken\.yaml: /],
    ['list.yaml', '[]', /^sluice: list\.yaml: it must be a mapping/],
    ['stray.yaml', 'config: {}\nweight: 1', /"weight" is none of slug, name, config and is_default/],
    ['wrong.yaml', 'provider: nobody', /^sluice: wrong\.yaml: the gateway answered 400: .*nobody/],
  ])('names %s where it is wrong', async (name, text, why) => {
    write(name, text);

    const refused = await asked('configs', 'apply', name);

    expect(refused).toEqual({ status: 1, printed: expect.stringMatching(why) });
  });
});

describe('sluice prompts', () => {
  const make = (path: string, body: object) => done(admin(gateway.url, 'POST', path, body));
  const versionsOf = async (path: string) => ((await done(admin(gateway.url, 'GET', `${path}/versions`))) as { total: number }).total;

  beforeAll(async () => {
    await make('/virtual-keys', { name: 'P', slug: 'p', provider: 'groq', key: 'gsk_p_0123456789' });
    await make('/prompts/partials', { name: 'Tone', slug: 'tone', string: 'Be {{tone}}.\n' });
    await make('/prompts', {
      name: 'Greet',
      slug: 'greet',
      string: '[ {"role":"system","content":"{{> tone}}\\nHi"}, {"role":"user","content":"{{q}}"} ]',
      parameters: { model: 'm', temperature: 0 },
      virtual_key: 'p',
      tools: [{ type: 'function', function: { name: 'wave' } }],
      version_description: 'the first',
    });
    await make('/prompts', {
      name: 'Loop',
      slug: 'loop',
      string: '[{{#each}}{"role":"user","content":"{{x}}"}{{/each}}]',
      is_raw_template: 1,
    });
    await make('/prompts', { name: 'Plain', slug: 'plain', string: 'Once upon {{a}}', parameters: { model: 'm' } });
  });

  it('come out as files that go in again without making anything, and out again without a difference', async () => {
    await ranAt('prompts', 'pull', 'prompts');
    const files = () => readdirSync(join(folder, 'prompts'), { recursive: true }).map(String).toSorted();
    const read = () =>
      files().flatMap((name) => (name.endsWith('.yaml') ? [[name, readFileSync(join(folder, 'prompts', name), 'utf8')]] : []));
    const first = read();
    const pushed = await ranAt('prompts', 'push', 'prompts', '--publish');
    const again = await ranAt('prompts', 'pull', 'prompts');

    expect(files()).toEqual(['greet.yaml', 'loop.yaml', 'partials', 'partials/tone.yaml', 'plain.yaml']);
    expect(Object.fromEntries(first)['greet.yaml']).toContain('messages:\n  - role: system\n    content: |-\n      {{> tone}}\n      Hi\n');
    expect(pushed.split('\n').filter(Boolean)).toEqual([
      'unchanged partial tone',
      'unchanged prompt greet',
      'unchanged prompt loop',
      'unchanged prompt plain',
    ]);
    expect(again).not.toContain('written');
    expect(read()).toEqual(first);
    expect([await versionsOf('/prompts/greet'), await versionsOf('/prompts/partials/tone')]).toEqual([1, 1]);
  });

  it.each([
    ['a prompt', '/v1/prompts', '../../../outside'],
    ['a partial', '/v1/prompts/partials', '/outside'],
    ['a prompt only when it is asked for', '/v1/prompts', '..\\outside'],
  ])('write nothing where a gateway calls %s by another folder’s name', async (what, path, slug) => {
    const hostile = await startUpstream((response, received) => {
      const item = { slug: what.includes('only') ? 'plain' : slug, name: 'x', string: 'x', status: 'active', origin: 'api' };
      const { pathname } = new URL(received.url, 'http://gateway');
      const list = { object: 'list', total: pathname === path ? 1 : 0, data: pathname === path ? [item] : [] };
      const isList = ['/v1/prompts', '/v1/prompts/partials'].includes(pathname);
      return json(isList ? list : { ...item, slug })(response, received);
    });

    const pulled = await command(['prompts', 'pull', 'a/b/c/prompts', '--url', hostile.origin], { folder });
    await hostile.close();

    expect(pulled).toMatchObject({ status: 1, printed: expect.stringContaining(JSON.stringify(slug)) });
    expect(
      readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.yaml')),
    ).toEqual([]);
  });

  it('make a version where a file says something else, which counts when it is published', async () => {
    await ranAt('prompts', 'pull', 'prompts');
    const file = join(folder, 'prompts', 'greet.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Hi', 'Good day'));
    write('prompts/new.yaml', 'messages: [{ role: user, content: "{{q}}" }]\nparameters: { model: m }\nvirtual_key: p\n');
    const ask = async () => {
      await done(
        call(`${gateway.url}/v1/prompts/greet/completions`, {
          headers: { 'x-portkey-api-key': ADMIN_KEY },
          body: { variables: { tone: 'kind', q: 'Why?' } },
        }),
      );
      return (lastBody()['messages'] as { content: string }[])[0]!.content;
    };

    const dry = await ranAt('prompts', 'push', 'prompts', '--dry-run');
    const pushed = await ranAt('prompts', 'push', 'prompts');
    const before = await ask();
    const published = await ranAt('prompts', 'push', 'prompts', '--publish');
    const after = await ask();

    expect(dry).toMatch(/changed {3}prompt greet\n.*unchanged prompt loop\nmade {6}prompt new\n/s);
    expect(pushed).toBe(dry);
    expect(published).toMatch(/published prompt greet\n.*unchanged prompt new\n/s);
    expect([before, after]).toEqual(['Be kind.\n\nHi', 'Be kind.\n\nGood day']);
    expect(await versionsOf('/prompts/greet')).toBe(2);
    const kept = (await done(admin(gateway.url, 'GET', '/prompts/greet'))) as Record<string, unknown>;
    expect(kept).toMatchObject({
      prompt_version: 2,
      virtual_key: 'p',
      parameters: { model: 'm', temperature: 0 },
      tools: [{ type: 'function' }],
    });
  });

  it('are written as the page shows one', async () => {
    const { text } = readPage('docs/command-line.md').blocks.find(({ language }) => language === 'yml')!;
    mkdirSync(join(folder, 'shown/partials'), { recursive: true });
    write('shown/greet-as-shown.yml', text.replace('groq-team', 'mine').replace('{{> tone}}', '{{> shown-tone}}'));
    write('shown/partials/shown-tone.yaml', 'string: Be kind.\n');
    await done(admin(gateway.url, 'POST', '/virtual-keys', { name: 'mine', slug: 'mine', provider: 'groq', key: 'gsk-mine-0123456789' }));

    await ranAt('prompts', 'push', join(folder, 'shown'), '--publish');

    const rendered = await done(admin(gateway.url, 'POST', '/prompts/greet-as-shown/render', { variables: { question: 'Who?' } }));
    expect(rendered).toMatchObject({
      data: {
        model: 'llama-3.3-70b-versatile',
        temperature: 0.2,
        messages: [
          { role: 'system', content: 'Be kind.\nBe short.' },
          { role: 'user', content: 'Who?' },
        ],
      },
    });
  });

  it('are the same however their JSON is spaced', async () => {
    mkdirSync(join(folder, 'prompts'));
    write('prompts/spaced.yaml', `string: '[ {"role": "user",  "content": "{{q}}"} ]'\n`);

    const pushed = [await ranAt('prompts', 'push', 'prompts'), await ranAt('prompts', 'push', 'prompts')];

    expect(pushed).toEqual(['made      prompt spaced\n', 'unchanged prompt spaced\n']);
  });

  it.each([
    ['string: a\nmessages: []', /either "messages", a list, or "string"/],
    ['messages: []\nmodle: m', /"modle" is none of /],
    ['string: "[{{"', /the gateway answered 400: /],
  ])('are refused by the file where it says %j', async (text, why) => {
    mkdirSync(join(folder, 'prompts'));
    write('prompts/wrong.yaml', text);

    const refused = await asked('prompts', 'push', 'prompts');

    expect(refused).toEqual({ status: 1, printed: expect.stringMatching(why) });
    expect(refused.printed).toMatch(/^sluice: prompts\/wrong\.yaml: /);
  });
});
