import { describe, expect, it } from '@jest/globals';
import { DCLinter } from 'dclint';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readSettings } from '../../src/settings/settings.ts';
import { repositoryRoot } from '../guide/repository-root.ts';
import { readDockerfile } from './image/read.ts';

const FILE = join(repositoryRoot, 'apps/gateway/compose.yaml');

interface Service {
  readonly build: { readonly context: string; readonly dockerfile: string };
  readonly ports: readonly string[];
  readonly volumes: readonly { readonly type: string; readonly source: string; readonly target: string; readonly read_only?: boolean }[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly stop_grace_period: string;
  readonly [member: string]: unknown;
}

const { services, volumes } = parse(readFileSync(FILE, 'utf8')) as { services: { gateway: Service }; volumes: Record<string, unknown> };
const { gateway } = services;
const image = readDockerfile(resolve(dirname(FILE), gateway.build.context, gateway.build.dockerfile)).at(-1)!;

/** What the image's last stage says under a keyword. */
const said = (keyword: string) => image.steps.filter((step) => step.keyword === keyword);

describe('compose.yaml', () => {
  it('is what the schema of compose allows and its linter wants', () => {
    const [result] = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] }).lintFiles([FILE], false);

    expect(result?.messages ?? []).toEqual([]);
  });

  it('builds the image of this repository', () => {
    const context = resolve(dirname(FILE), gateway.build.context);

    expect(existsSync(join(context, 'package-lock.json'))).toBe(true);
    expect(existsSync(join(context, gateway.build.dockerfile))).toBe(true);
  });

  it('gives the service nothing that it does not need', () => {
    expect(gateway).toMatchObject({
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    expect(['privileged', 'cap_add', 'network_mode', 'pid', 'user'].filter((member) => member in gateway)).toEqual([]);
  });

  it('keeps the image’s volume in one of its own, and lays the config where the image looks for it', () => {
    const byTarget = new Map(gateway.volumes.map((volume) => [volume.target, volume]));

    expect(byTarget.get(said('VOLUME')[0]!.text)).toMatchObject({ type: 'volume', source: 'data' });
    expect(Object.keys(volumes)).toEqual(['data']);
    expect(byTarget.get(said('WORKDIR').at(-1)!.text)).toMatchObject({ type: 'bind', read_only: true });
  });

  it('publishes the image’s port, on this machine only', () => {
    expect(gateway.ports).toEqual([`127.0.0.1:\${SLUICE_PORT:-8787}:${said('EXPOSE')[0]!.text}`]);
  });

  it('asks after its health as the image does', () => {
    expect(gateway.healthcheck.test).toEqual(['CMD', ...said('HEALTHCHECK')[0]!.list!]);
  });

  it('waits longer for the end than answers are waited for', () => {
    const { drainMs } = readSettings({}, '/');

    expect(gateway.stop_grace_period).toMatch(/^\d+s$/);
    expect(Number.parseInt(gateway.stop_grace_period, 10) * 1000).toBeGreaterThan(drainMs + 5_000);
  });
});
