import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SettingsView } from '@sluice/contract';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SHOWN_SETTINGS } from '../../src/admin/resources/settings/shown-settings.ts';
import { readPage, repositoryRoot } from '../docs/support/pages.ts';
import { tableOf } from '../docs/support/read-table.ts';
import { ADMIN_KEY } from '../support/gateway.ts';
import { ROOT, startPeople, type People } from './people.ts';

const ENVIRONMENT = {
  SLUICE_LOG_DAYS: '7',
  SLUICE_LOG_BYTES: '0',
  SLUICE_MAX_BODY: '1MiB',
  SLUICE_CORS_ORIGINS: 'https://app.example.com',
  TRUSTED_CUSTOM_HOSTS: '10.0.0.7, *.internal',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer of-the-collector',
  GROQ_API_KEY: 'gsk_of_the_operator_0123456789',
};

let people: People;
let view: SettingsView;
let text: string;
beforeAll(async () => {
  people = await startPeople(ENVIRONMENT, 'api_keys: [{ name: ci, key: sk-of-the-file-0123456789 }]');
  const reply = await people.ask(ROOT, 'GET', '/admin/settings');
  view = reply.json as SettingsView;
  text = reply.text;
});
afterAll(() => people?.stop());

const all = () => view.groups.flatMap(({ settings }) => settings);
const valueOf = (name: string) => all().find((each) => each.name === name)!.value;

describe('the settings', () => {
  it('are shown as they hold', () => {
    expect(view).toMatchObject({
      node: process.versions.node,
      database: 'sqlite',
      log_database: 'sqlite',
      base_url: `${people.url}/v1`,
      failed_plugins: [],
    });
    expect(view.log_bytes).toBeGreaterThan(0);
    expect(view.config_file).toMatch(/sluice\.config/);
    expect(
      Object.fromEntries(
        ['SLUICE_LOG_DAYS', 'SLUICE_LOG_BYTES', 'SLUICE_MAX_BODY', 'SLUICE_LOG_BODIES', 'SLUICE_WORKERS'].map((name) => [
          name,
          valueOf(name),
        ]),
      ),
    ).toEqual({
      SLUICE_LOG_DAYS: 7,
      SLUICE_LOG_BYTES: null,
      SLUICE_MAX_BODY: 1024 * 1024,
      SLUICE_LOG_BODIES: true,
      SLUICE_WORKERS: 1,
    });
    expect(valueOf('SLUICE_CORS_ORIGINS')).toEqual(['https://app.example.com']);
    expect(valueOf('TRUSTED_CUSTOM_HOSTS')).toEqual(['10.0.0.7', '*.internal']);
    expect([valueOf('OTEL_EXPORTER_OTLP_ENDPOINT'), valueOf('SLUICE_ADMIN_KEY'), valueOf('SLUICE_DATABASE_URL')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('hold nothing secret', () => {
    for (const secret of [ADMIN_KEY, 'of-the-collector', ENVIRONMENT.GROQ_API_KEY, 'sk-of-the-file', 'an encryption key'])
      expect(text).not.toContain(secret);
  });

  it('are for owners and admins of the organisation', async () => {
    const status = async (role: 'owner' | 'admin' | 'member') => {
      const { who } = await people.add(role, role === 'member' ? [{ id: people.home, role: 'admin' }] : []);
      return (await people.ask(who, 'GET', '/admin/settings')).status;
    };

    expect([await status('owner'), await status('admin'), await status('member')]).toEqual([200, 200, 403]);
  });

  it('are all that the page tells of, each with a page that is there', () => {
    const { text: page } = readPage('docs/configuration.md');
    const told = tableOf(page, 'Variable', 'Key in the file').map(([cell]) => /`([^`]+)`/.exec(cell!)![1]!);
    const shown = SHOWN_SETTINGS.flatMap(({ settings }) => settings);

    // Where the file is stands beside the version; the other is refused by this version, so it is never set.
    expect(
      told.filter((name) => !['SLUICE_CONFIG', 'SLUICE_REDIS_URL'].includes(name) && !shown.some((each) => each.name === name)),
    ).toEqual([]);
    expect(shown.filter(({ page: named }) => !existsSync(join(repositoryRoot, named)))).toEqual([]);
    expect(shown.filter(({ name, page: named }) => named === 'docs/configuration.md' && !told.includes(name))).toEqual([]);
  });
});
