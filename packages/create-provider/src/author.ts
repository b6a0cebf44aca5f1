import { execFileSync } from 'node:child_process';

/** Who writes this package, as npm knows it or else git; undefined where neither does. */
export function authorIn(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const told = environment['npm_config_init_author_name']?.trim() || gitName();
  return told === '' ? undefined : told;
}

function gitName(): string {
  try {
    return execFileSync('git', ['config', '--get', 'user.name'], {
      encoding: 'utf8',
      timeout: 2000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // No git, or no name in it: the licence then has a name to be replaced.
    return '';
  }
}
