import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from './repository-root.ts';

/** Something that a part of the suite cannot do without, and that a machine may lack. */
export interface Need {
  readonly met: boolean;
  /** One line for whoever lacks it: what it is, and how to get it. */
  readonly remedy: string;
}

const venvPython = join(repositoryRoot, '.cache/e2e-venv/bin/python');

/** The Python that has both SDKs. */
export const python = process.env['SLUICE_E2E_PYTHON'] ?? venvPython;

/** Whether that Python has these modules. They are looked for and not loaded: that takes seconds, in each suite that asks. */
export const hasModules = (...names: readonly string[]): boolean =>
  (python !== venvPython || existsSync(python)) &&
  succeeds(python, ['-c', 'import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, sys.argv[1:])))', ...names]);

export const pythonClients: Need = {
  met: hasModules('openai', 'portkey_ai'),
  remedy: 'needs Python with portkey-ai and openai; get them with: bash .ci/python-clients',
};

export const bashAndCurl: Need = {
  met: succeeds('bash', ['-c', 'curl --version']),
  remedy: 'needs bash and curl; get them with: apt-get install bash curl',
};

export const nothing: Need = { met: true, remedy: '' };

// oxlint-disable jest/valid-title, jest/valid-describe-callback, jest/no-disabled-tests -- the names and the suites come from the callers.

/** Leaves out, by name, what this machine cannot run. In CI, where everything is installed, that is a failure instead. */
export function describeWith(need: Need, name: string, suite: () => void): void {
  if (need.met) return describe(name, suite);
  const named = `${name} (${need.remedy})`;
  if (process.env['CI']) {
    return describe(named, () => {
      it('has what it needs', () => {
        expect(need.met || need.remedy).toBe(true);
      });
    });
  }
  // Past the test reporter, which folds what a test file prints.
  process.stderr.write(`skipped: ${named}\n`);
  describe.skip(named, suite);
}

function succeeds(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;
}
