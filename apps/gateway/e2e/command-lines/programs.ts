import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Need } from '../guide/needs.ts';
import { repositoryRoot } from '../guide/repository-root.ts';

/** Where `.ci/command-lines/install` puts them. */
export const commandLines = join(repositoryRoot, '.cache/e2e-command-lines/node_modules/.bin');
const remedy = 'get it with: bash .ci/command-lines/install';

export const claude = join(commandLines, 'claude');
export const codex = join(commandLines, 'codex');

export const hasClaude: Need = { met: existsSync(claude), remedy: `needs the command line of Claude Code; ${remedy}` };
export const hasCodex: Need = { met: existsSync(codex), remedy: `needs the command line of Codex; ${remedy}` };
