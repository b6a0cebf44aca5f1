import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isFaultError } from '@sluice/provider-sdk';
import { readFileSync } from 'node:fs';
import type { AdminMeans } from '../../src/admin/means.ts';
import { adminRoutes } from '../../src/admin/routes.ts';
import { pathOf } from '../../src/docs/api/admin/operation.ts';
import { openApi } from '../../src/docs/openapi.ts';
import { readAddress } from '../../src/http/address.ts';
import { doorFor, DOORS } from '../../src/http/doors.ts';
import { answererOf } from '../../src/http/own-address.ts';
import { UNBUILT_WORDS } from '../../src/http/own-words.ts';
import { promptPlace } from '../../src/http/prompt-address.ts';
import { call } from '../support/call.ts';
import { startGateway, type Gateway } from '../support/gateway.ts';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

// Declarations look at none of their means; handlers do.
const routes = adminRoutes({} as AdminMeans);

// Through JSON, as clients get it.
const document = JSON.parse(JSON.stringify(await openApi('1.2.3', routes))) as {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly tags: readonly { readonly name: string }[];
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => method in item).map((method) => ({
    method: method.toUpperCase(),
    path,
    item,
    operation: item[method] as Operation,
  })),
);
const tagged = (tag: string) => operations.filter(({ operation }) => operation.tags.includes(tag));

/** Every value in a tree of JSON, with the member that it stands under. */
function* members(value: unknown): Generator<readonly [name: string, value: unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    yield [name, member];
    yield* members(member);
  }
}

const lookUp = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );

const resolved = (value: unknown): unknown => {
  const pointer = (value as { $ref?: string }).$ref;
  return pointer === undefined ? value : lookUp(pointer);
};

/** The path with every parameter filled in by something that has no meaning of its own. */
const filled = (path: string) => path.replaceAll(/\{(\w+)\}/g, 'some-$1');

describe('the OpenAPI document', () => {
  it('is one of version 3.1 that tells the gateway’s own', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'Sluice', version: '1.2.3' });
    expect(Object.keys(document).toSorted()).toEqual(['components', 'info', 'openapi', 'paths', 'security', 'servers', 'tags']);
  });

  it('has something behind every reference, and a reference to everything', () => {
    const pointers = [...members(document)].filter(([name]) => name === '$ref').map(([, pointer]) => String(pointer));

    expect(pointers.filter((pointer) => lookUp(pointer) === undefined)).toEqual([]);
    const { securitySchemes, ...referred } = document.components;
    const all = Object.entries(referred).flatMap(([kind, named]) => Object.keys(named).map((name) => `#/components/${kind}/${name}`));
    expect(all.filter((pointer) => !pointers.includes(pointer))).toEqual([]);
    const named = [...document.security, ...operations.flatMap(({ operation }) => operation.security ?? [])].flatMap((each) =>
      Object.keys(each),
    );
    expect(Object.keys(securitySchemes!).toSorted()).toEqual([...new Set(named)].toSorted());
  });

  it('gives each operation a name of its own, a known tag, replies, and the parameters that its path has', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    const tags = new Set(document.tags.map(({ name }) => name));

    expect(names).toHaveLength(new Set(names).size);
    for (const { path, item, operation } of operations) {
      expect(operation.tags.filter((tag) => !tags.has(tag))).toEqual([]);
      expect(Object.keys(operation.responses).filter((status) => !/^([1-5]\d\d|default)$/.test(status))).toEqual([]);
      const parameters = [...((item['parameters'] as unknown[]) ?? []), ...(operation.parameters ?? [])].map(resolved) as {
        name: string;
        in: string;
        required: boolean;
      }[];
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name, required }) => [name, required]);
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, true]));
    }
  });

  it('has every address of the data plane', () => {
    const documented = tagged('Data plane').map(({ method, path }) => `${method} ${path}`);

    expect(documented).toEqual(expect.arrayContaining(Object.keys(DOORS).map((address) => address.replace(' ', ' /v1'))));
  });

  it.each(tagged('Data plane').map(({ method, path }) => [method, path] as const))(
    'documents %s %s as what it is routed to',
    (method, path) => {
      const { path: below } = readAddress(filled(path).slice('/v1'.length));

      const door = doorFor(method, below);

      expect(door).toEqual(path === '/v1/{path}' ? { kind: 'pass_through' } : DOORS[`${method} ${path.slice(3).replace('/{model}', '')}`]);
    },
  );

  it.each(tagged('Stored prompts').map(({ method, path }) => [method, path] as const))(
    'documents %s %s as a call to a stored prompt',
    (method, path) => {
      expect(answererOf(method, filled(path))).toBe('relay');
      expect(promptPlace(method, filled(path).slice('/v1'.length))?.prompt.reference).toBe(
        path.includes('{') ? 'some-reference' : undefined,
      );
    },
  );

  it('has every address of the admin API, and no other among its words', () => {
    const ofAdmin = operations
      .filter(({ method, path, operation }) => answererOf(method, filled(path)) === 'admin' && !operation.tags.includes('Gateway'))
      .map(({ method, path }) => `${method} ${path}`);

    expect(routes.length).toBeGreaterThan(90);
    expect(ofAdmin.toSorted()).toEqual(routes.map((route) => `${route.method} ${pathOf(route)}`).toSorted());
  });

  it.each(routes.map((route) => [route.method, pathOf(route), route] as const))(
    'says of %s %s who may ask it, what it takes and how it says no',
    (method, path, { policy, body, query, replyType = 'application/json' }) => {
      const { operation } = operations.find((each) => each.method === method && each.path === path)!;

      expect(answererOf(method, filled(path))).toBe('admin');
      const roles = (operation.security ?? []).flatMap((each) => each['sluiceKey'] ?? []);
      expect(roles).toEqual(policy.kind === 'scopes' ? policy.scopes : []);
      expect(operation.security!.length === 0).toBe(policy.kind === 'public');
      expect(operation.requestBody !== undefined).toBe(body !== undefined);
      const inQuery = ((operation.parameters ?? []).map(resolved) as { in: string; name: string }[]).filter((each) => each.in === 'query');
      expect(inQuery.map(({ name }) => name)).toEqual(Object.keys((query?.describe() as { keys?: object } | undefined)?.keys ?? {}));
      for (const [status, reply] of Object.entries(operation.responses)) {
        const { content } = resolved(reply) as { content: Record<string, { schema: { $ref?: string } }> };
        const said = Object.entries(content).map(([type, { schema }]) => [status, type, schema.$ref]);
        expect(said).toEqual([
          status === '200' ? [status, replyType, undefined] : [status, 'application/json', '#/components/schemas/AdminError'],
        ]);
      }
    },
  );

  it('lists what is not built yet, word for word as it is refused', () => {
    const documented = tagged('Not built yet')
      .map(({ path }) => /^\/v1\/([\w-]+)$/.exec(path)?.[1])
      .filter((word) => word !== undefined);

    expect(documented.toSorted()).toEqual([...UNBUILT_WORDS].toSorted());
    for (const word of documented) expect(faultAt(`/${word}/some/thing`)).toBe('not_built');
  });

  it('names the headers that the code reads, and no other', () => {
    const folder = new URL('../../../../packages/core/src/', import.meta.url);
    const read = [
      'rooms/authenticate.ts',
      'rooms/name-provider.ts',
      'rooms/plan-target.ts',
      'rooms/choose-base.ts',
      'rooms/read-metadata.ts',
      'rooms/resolve.ts',
      'journey.ts',
      'recall.ts',
      'rooms/target-headers.ts',
    ].map((file) => readFileSync(new URL(file, folder), 'utf8'));
    const here = ['http/relay.ts', 'http/trace.ts'].map((file) => readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8'));
    const inCode = new Set(
      [...read, ...here].flatMap((source) =>
        [...source.matchAll(/ownHeader\([\w.]+, '([a-z-]+)'\)/g)].map(([, name]) => `x-portkey-${name}`),
      ),
    );

    const inDocument = Object.values({ ...document.components['parameters'], ...document.components['securitySchemes'] })
      .map((each) => (each as { name?: string }).name)
      .filter((name) => name?.startsWith('x-portkey-'));

    expect(inDocument.toSorted()).toEqual([...inCode].toSorted());
  });
});

function faultAt(behind: string): string | undefined {
  try {
    readAddress(behind);
    return undefined;
  } catch (error) {
    return isFaultError(error) ? error.fault.kind : undefined;
  }
}

describe('a running gateway', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway?.stop());

  it('serves the document with its own version', async () => {
    const { json, headers } = await call(`${gateway.url}/openapi.json`);
    const { json: health } = await call(`${gateway.url}/health`);

    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(json.info.version).toBe(health.version);
    expect(Object.keys(json.paths)).toEqual(Object.keys(document.paths));
  });

  it.each(tagged('Gateway').map(({ path, operation }) => [path, operation] as const))(
    'answers at %s as documented',
    async (path, operation) => {
      const { responses } = operation;
      const sample = operation.requestBody ? { method: 'POST', body: {} } : {};
      const { status, headers } = await call(gateway.url + path, sample);

      expect(Object.keys(responses).some((each) => each === String(status) || each === 'default')).toBe(true);
      const { content } = resolved(responses[status] ?? responses['default']) as { content: Record<string, unknown> };
      expect(Object.keys(content)).toContain(headers['content-type']!.split(';')[0]);
    },
  );

  it.each(tagged('Not built yet').map(({ path }) => [path] as const))('answers 501 at %s', async (path) => {
    const { status, json } = await call(gateway.url + filled(path));

    expect([status, json.error.code]).toEqual([501, 'not_built']);
  });

  it('shows the document on a page that loads three files, all from here', async () => {
    const bare = await call(`${gateway.url}/docs`);
    const page = await call(`${gateway.url}/docs/`);

    expect([bare.status, bare.headers.location]).toEqual([308, 'docs/']);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!).filter((file) => !file.startsWith('data:'));
    expect(loaded).toEqual(['swagger-ui.css', 'swagger-ui-bundle.js', 'start-page.js']);
    const types = await Promise.all(loaded.map(async (file) => [file, await typeOf(`${gateway.url}/docs/${file}`)]));
    expect(Object.fromEntries(types)).toEqual({
      'swagger-ui.css': 'text/css',
      'swagger-ui-bundle.js': 'text/javascript',
      'start-page.js': 'text/javascript',
    });
  });

  it('lets that page run nothing inline and reach nobody else', async () => {
    const { text, headers } = await call(`${gateway.url}/docs/`);
    const policy = String(headers['content-security-policy']);

    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+=|https?:/);
    expect((await call(`${gateway.url}/docs/nothing.js`)).status).toBe(404);
  });
});

async function typeOf(url: string): Promise<string> {
  const { status, headers, bytes } = await call(url);
  expect(status).toBe(200);
  expect(bytes.length).toBeGreaterThan(100);
  return headers['content-type']!.split(';')[0]!;
}
