import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS, NOT_YET, PYTHON_ONLY } from './methods.ts';
import { nodeInventory } from './node-sdk.ts';
import { pythonSdks, type PythonSdks } from './python-sdk.ts';
import { pythonMethod } from './spelling.ts';
import { STARTING_MS } from './stage.ts';
import { WRITABLE } from './writable.ts';

// Nothing is sent.
const ORIGIN = 'http://127.0.0.1:9';
const OPTIONS = { api_key: 'sk-sluice-never-sent' };

/** Resources of the data plane, whose calls go to a provider. */
const DATA_PLANE = (
  'audio batches beta chat completions containers conversations embeddings evals files fine_tuning ' +
  'images models moderations realtime responses skills uploads vector_stores videos webhooks'
).split(' ');

/** The admin methods of a client, in order. */
const administrative = (inventory: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(inventory)
    .filter(([resource]) => ![...DATA_PLANE, ...NOT_YET].includes(resource))
    .flatMap(([, methods]) => methods)
    .toSorted();

/** By which a thing that is there is found. */
const FINDING = ['slug', 'id', 'user_id', 'invite_id', 'guardrail_id', 'workspace_id', 'export_id', 'feedback_id'];

/** The tests, as text. */
const tests = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts') && name !== 'inventory.test.ts')
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .join('\n');

const covered = Object.values(METHODS).flat();

describe('the methods that the suite covers', () => {
  it('are all that the SDK for Node has', () => {
    expect(administrative(nodeInventory(ORIGIN, OPTIONS))).toEqual(covered.toSorted());
  });

  it('are each asked for in the end, whether every SDK called it', () => {
    const forgotten = [...Object.keys(METHODS).map((name) => `METHODS.${name}`), 'GENERIC'].filter(
      (name) => !new RegExp(`uncalled\\(stage, [^)]*${name}\\b`).test(tests),
    );

    expect(forgotten).toEqual([]);
  });
});

describeWith(pythonClients, 'the methods of the SDK for Python', () => {
  let sdks: PythonSdks;
  beforeAll(() => {
    sdks = pythonSdks(ORIGIN, OPTIONS);
  }, STARTING_MS);
  afterAll(async () => sdks?.close());

  it(
    'let people write nothing without a test that shows what comes of it',
    async () => {
      const writing = covered.filter((method) => /\.(create|update|publish)$/.test(method) && !method.startsWith('prompts.completions'));
      const offered = await sdks.fields(writing.filter((method) => method !== 'generations.create'));

      const untold = Object.entries(offered).flatMap(([method, fields]) =>
        fields
          .filter((field) => method.endsWith('.create') || !FINDING.includes(field))
          .filter((field) => !(field in (WRITABLE[method] ?? {})))
          .map((field) => `${method} ${field}`),
      );
      const unproven = Object.entries(WRITABLE).flatMap(([method, fields]) =>
        Object.entries(fields)
          .filter(([, test]) => !new RegExp(`it(\\.each\\([^]*?\\))?\\(\\s*['\`][^'\`]*${test}`).test(tests))
          .map(([field, test]) => `${method} ${field}: ${test}`),
      );

      expect(untold).toEqual([]);
      expect(unproven).toEqual([]);
    },
    STARTING_MS,
  );

  it.each(['sync', 'async'] as const)(
    'are all covered, those of the %s client',
    async (kind) => {
      const inventory = await sdks.inventory(kind);

      expect(administrative(inventory)).toEqual([...covered, ...PYTHON_ONLY].map((method) => pythonMethod(kind, method)).toSorted());
    },
    STARTING_MS,
  );
});
