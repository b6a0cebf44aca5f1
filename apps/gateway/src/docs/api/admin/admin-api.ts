import { setImmediate } from 'node:timers/promises';
import type { AdminRoute } from '../../../admin/route.ts';
import { operationOf, pathOf } from './operation.ts';

const ABOUT: Readonly<Record<string, string>> = {
  'Virtual keys': 'Provider credentials under names that callers use',
  Providers: 'Integrations under a name in a workspace; to callers the same as virtual keys',
  Integrations: 'Provider credentials that several workspaces share',
  Catalogue: 'Providers that are loaded',
  Configs: 'Ways of a request, saved under a slug',
  Prompts: 'Prompts with their versions, labels, partials and collections',
  Guardrails: 'Checks that configs name by a slug',
  'API keys': 'Keys of this gateway',
  Workspaces: 'Teams, with what is theirs',
  'Members of workspaces': 'Who is in a workspace, and as what',
  Users: 'People, and invites to become one',
  Settings: 'How this gateway was set',
  'Signing in': 'For the console; programs use keys',
  'Audit log': 'Who changed what',
  Logs: 'Records of requests',
  'Log exports': 'Files of records',
  Feedback: 'What people, or checks, thought of answers',
  Analytics: 'Charts and sums over the log',
  Experiments: 'Variants and shadows of a config, compared',
  Routing: 'What a config would do',
  Cassettes: 'Recorded traffic that a provider plays',
  Aliases: 'Names of models under which another is sent',
  Prices: 'What models cost and can do here',
};

/** The addresses of the admin API, as they are declared. It takes a while, in which calls go on. */
export async function adminPaths(routes: readonly AdminRoute[]): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    (paths[pathOf(route)] ??= {})[route.method.toLowerCase()] = operationOf(route);
    await setImmediate();
  }
  return paths;
}

/** The headings of the admin API, in the order of its routes. */
export const adminTags = (routes: readonly AdminRoute[]) =>
  [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name, ...(ABOUT[name] !== undefined && { description: ABOUT[name] }) }));
