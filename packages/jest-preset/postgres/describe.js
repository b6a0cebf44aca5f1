import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOW_TO_GET_POSTGRES, postgresBinaries, startPostgres } from './cluster.js';

// oxlint-disable jest/valid-title, jest/valid-describe-callback, jest/no-disabled-tests -- the names and the suites come from the callers.

export function describeOnPostgres(name, suite) {
  if (postgresBinaries() !== undefined) return describe(name, () => withCluster(suite));
  const named = `${name} (${HOW_TO_GET_POSTGRES})`;
  if (process.env['CI']) {
    return describe(named, () => {
      it('has what it needs', () => {
        expect(HOW_TO_GET_POSTGRES).toBe('');
      });
    });
  }
  // Past the test reporter, which folds what a test file prints.
  process.stderr.write(`skipped: ${named}\n`);
  describe.skip(named, () => suite(() => undefined));
}

function withCluster(suite) {
  let cluster;
  beforeAll(async () => {
    cluster = await startPostgres();
  }, 60_000);
  afterAll(() => cluster?.stop(), 30_000);
  suite(() => cluster);
}
