import { execFileSync } from 'node:child_process';

/** Who writes this package, and who says so. */
export interface Author {
  readonly name: string;
  /** For people: `git (user.name)`. */
  readonly toldBy: string;
}

/** As npm knows it or else git; undefined where neither does. */
export function authorIn(environment: Readonly<Record<string, string | undefined>>): Author | undefined {
  const told = environment['npm_config_init_author_name']?.trim() ?? '';
  if (told !== '') return { name: told, toldBy: 'npm (init-author-name)' };
  const name = gitName();
  return name === '' ? undefined : { name, toldBy: 'git (user.name)' };
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
