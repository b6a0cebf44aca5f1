import { afterAll, beforeAll, describe } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../database.ts';
import { describeOnPostgres } from '@sluice/jest-preset/postgres/describe.js';

/** The address of a database that is not there yet, or empty. */
export type MakeUrl = () => Promise<string>;

// oxlint-disable jest/valid-title -- The names come from the callers.

/** A suite on files of SQLite's and on a PostgreSQL. */
export function onBothEngines(name: string, suite: (makeUrl: MakeUrl, engine: Engine) => void): void {
  describe(`${name} on SQLite`, () => {
    suite(newFiles(), 'sqlite');
  });
  describeOnPostgres(`${name} on PostgreSQL`, (cluster) => suite(() => cluster().schema(), 'postgres'));
}

/** Addresses of files in a folder that is thrown away. */
export function newFiles(): MakeUrl {
  let folder = '';
  let files = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-store-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async () => `file:${join(folder, `${++files}`, 'sluice.db')}`;
}
