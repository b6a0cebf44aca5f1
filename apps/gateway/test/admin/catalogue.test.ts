import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CatalogueProvider } from '@sluice/contract';
import { adaptersOf } from '../support/adapters.ts';
import { ROOT, startPeople, type People } from './people.ts';

const SECRET = 'gsk_of_the_operator_0123456789';

let people: People;
let all: ReadonlyMap<string, CatalogueProvider>;
beforeAll(async () => {
  people = await startPeople({ GROQ_API_KEY: SECRET, OLLAMA_BASE_URL: 'http://127.0.0.1:9' });
  const { json } = await people.ask(ROOT, 'GET', '/admin/catalogue');
  all = new Map((json.data as CatalogueProvider[]).map((each) => [each.slug, each]));
});
afterAll(() => people?.stop());

describe('the catalogue of providers', () => {
  it('has every provider that is loaded, for whoever is known', async () => {
    const nobody = await people.ask({}, 'GET', '/admin/catalogue');
    const stranger = await people.ask((await people.add('member')).who, 'GET', '/admin/catalogue');

    expect(nobody.status).toBe(401);
    expect([stranger.status, stranger.json.total]).toEqual([200, all.size]);
    expect([...all.keys()]).toEqual(expect.arrayContaining(['groq', 'openai', 'anthropic', 'mock', 'ollama', 'bedrock', 'azure-openai']));
  });

  it('says what each wants to be told, in the words in which it is told', async () => {
    const [groq] = await adaptersOf('groq');
    const { fields, key } = all.get('bedrock')!;

    expect(all.get('groq')).toEqual({
      object: 'catalogue-provider',
      slug: 'groq',
      name: 'Groq',
      aliases: [...groq!.aliases],
      stability: groq!.stability,
      not_served: null,
      needs_key: true,
      key: { label: groq!.fields['apiKey']!.label, required: true },
      fields: [],
      other_credentials: [],
      operations: Object.keys(groq!.operations),
      base_url: 'https://api.groq.com/openai/v1',
      needs_custom_host: false,
      in_environment: true,
      models: groq!.models.length,
    });
    expect(key?.required).toBe(false);
    expect(fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'aws_region', type: 'text', required: false }),
        expect.objectContaining({ name: 'aws_secret_access_key', type: 'secret' }),
      ]),
    );
    expect(all.get('bedrock')!.other_credentials).toEqual([['aws_access_key_id', 'aws_secret_access_key']]);
  });

  it('knows who needs no key, and who needs a host of one’s own', () => {
    const of = (slug: string) => {
      const { needs_key: key, needs_custom_host: host, base_url: base } = all.get(slug)!;
      return [key, host, base];
    };

    expect(of('mock')).toEqual([false, false, null]);
    expect(of('ollama')).toEqual([false, false, 'http://127.0.0.1:9']);
    expect(of('openai-compatible').slice(1)).toEqual([true, null]);
    expect(of('azure-openai').slice(0, 2)).toEqual([true, false]);
  });

  it('holds what a form needs: each field can be sent by the name that it tells', async () => {
    const unknown: string[] = [];
    for (const { slug, fields, key, not_served: why } of all.values()) {
      if (why !== null) continue;
      const told = Object.fromEntries(fields.filter(({ is_host: isHost }) => !isHost).map(({ name }) => [name, 'a-value']));
      const body = { name: `of ${slug}`, provider: slug, ...(key && { key: 'a-key-0123456789' }), ...told };

      const { status, json } = await people.ask(ROOT, 'POST', '/virtual-keys', body);

      // A value that means nothing may be refused as a value, and never as a field that nobody knows.
      if (status !== 200 && json.error.code === 'unknown_field') unknown.push(`${slug}: ${json.message as string}`);
    }

    expect(unknown).toEqual([]);
    expect((await people.ask(ROOT, 'GET', '/virtual-keys')).json.total).toBeGreaterThan(all.size / 2);
  });

  it('holds nothing secret', async () => {
    const { text } = await people.ask(ROOT, 'GET', '/admin/catalogue');

    expect(text).not.toContain(SECRET);
    expect([...all.values()].filter(({ in_environment: here }) => here).map(({ slug }) => slug)).toEqual(['groq']);
  });
});
