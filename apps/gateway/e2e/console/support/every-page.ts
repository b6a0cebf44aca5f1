import type { Page } from 'playwright-core';

/** What the furnished gateway has, for the pages about one thing. */
export interface Furnished {
  readonly logId: string;
  readonly traceId: string;
  readonly keyId: string;
}

/** A page behind the door, by its address; a function where it is about one thing that must be there. */
export interface ConsolePage {
  readonly name: string;
  readonly path: string | ((things: Furnished) => string);
  /** A form that can be filled in at once: what is on its way only helps. `asksNothing` has nothing on its way either. */
  readonly isForm?: 'asks' | 'asksNothing';
}

/** Every page behind the door. */
export const EVERY_PAGE: readonly ConsolePage[] = [
  { name: 'start', path: '/' },
  { name: 'playground', path: '/playground', isForm: 'asks' },
  { name: 'prompts', path: '/prompts' },
  { name: 'partials', path: '/prompts?tab=partials' },
  { name: 'labels', path: '/prompts?tab=labels' },
  { name: 'a new prompt', path: '/prompts/new', isForm: 'asks' },
  { name: 'logs', path: '/logs' },
  { name: 'traces', path: '/traces' },
  { name: 'analytics', path: '/analytics' },
  { name: 'experiments', path: '/experiments' },
  { name: 'shadows', path: '/experiments?tab=shadows' },
  { name: 'providers', path: '/providers' },
  { name: 'API keys', path: '/keys' },
  { name: 'routing', path: '/routing' },
  { name: 'a new config', path: '/routing/new', isForm: 'asks' },
  { name: 'health', path: '/health' },
  { name: 'team', path: '/team' },
  { name: 'invites', path: '/team?tab=invites' },
  { name: 'workspaces', path: '/team?tab=workspaces' },
  { name: 'the audit log', path: '/team?tab=audit' },
  { name: 'settings', path: '/settings', isForm: 'asksNothing' },
  { name: 'this gateway', path: '/settings?tab=gateway' },
  { name: 'models', path: '/settings?tab=models' },
  { name: 'a prompt', path: () => '/prompts/pp-capital' },
  { name: 'a partial', path: () => '/partials/pp-tone' },
  { name: 'a request', path: ({ logId }) => `/logs/${logId}` },
  { name: 'a trace', path: ({ traceId }) => `/traces/${traceId}` },
  { name: 'a provider', path: () => '/providers/mock-team' },
  { name: 'an API key', path: ({ keyId }) => `/keys/${keyId}` },
  { name: 'a config', path: () => '/routing/pc-main' },
  { name: 'a workspace', path: () => '/team/workspaces/default' },
];

/** Pages that are there with nothing in the gateway. */
export const LISTS = EVERY_PAGE.filter((page): page is ConsolePage & { readonly path: string } => typeof page.path === 'string');

/** Where a page is. */
export const addressOf = (path: ConsolePage['path'], things: Furnished): string => (typeof path === 'string' ? path : path(things));

/** Waits until a page has its title, and nothing on it is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main [role="status"][data-loading], main .mantine-Skeleton-root'), undefined, {
    timeout: 20_000,
  });
}
