import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What `install` put there, and where the pages are gathered: below it, so that they find it. */
export const tools = join(root, '.cache/site-tools');
export const pages = join(tools, 'pages');
export const site = join(root, '.cache/site');

/** A tool by its name. It is installed beside the workspace, so that an ordinary import does not find it. */
export const tool = (name) => import(join(tools, 'node_modules', name, 'dist/index.js'));

const { repository } = JSON.parse(readFileSync(join(root, 'packages/provider-sdk/package.json'), 'utf8'));

/** Where a reader finds what is in the repository and not on the site. */
export const repositoryURL = repository.url.replace(/^git\+|\.git$/g, '');
