import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, type Need } from '../../guide/needs.ts';
import { repositoryRoot } from '../../guide/repository-root.ts';
import { outside } from '../outside.ts';
import { run } from '../run.ts';

const inVenv = join(repositoryRoot, '.cache/e2e-venv/bin/hadolint');
const hadolint = existsSync(inVenv) ? inVenv : 'hadolint';

const linter: Need = {
  met: spawnSync(hadolint, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0,
  remedy: 'needs hadolint; get it with: bash .ci/python-clients',
};

describeWith(linter, 'the Dockerfile', () => {
  it('is as its linter wants it, down to the smallest remark', async () => {
    const linted = await run(hadolint, ['--no-color', '--failure-threshold', 'style', 'apps/gateway/Dockerfile'], {
      folder: repositoryRoot,
      environment: outside(),
    });

    expect(linted).toMatchObject({ status: 0, output: '' });
  });
});
