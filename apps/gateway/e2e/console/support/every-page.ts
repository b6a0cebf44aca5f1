import type { Page } from 'playwright-core';

/** What the furnished gateway has, for the pages about one thing. */
export interface Furnished {
  readonly logId: string;
  readonly traceId: string;
  readonly keyId: string;
}

/** Every page behind the door: its address, and whether it is about one thing that must be there. */
export const EVERY_PAGE: readonly { readonly path: string | ((things: Furnished) => string); readonly name: string }[] = [
  { name: 'start', path: '/' },
  { name: 'playground', path: '/playground' },
  { name: 'prompts', path: '/prompts' },
  { name: 'partials', path: '/prompts?tab=partials' },
  { name: 'labels', path: '/prompts?tab=labels' },
  { name: 'a new prompt', path: '/prompts/new' },
  { name: 'logs', path: '/logs' },
  { name: 'traces', path: '/traces' },
  { name: 'analytics', path: '/analytics' },
  { name: 'experiments', path: '/experiments' },
  { name: 'providers', path: '/providers' },
  { name: 'API keys', path: '/keys' },
  { name: 'routing', path: '/routing' },
  { name: 'a new config', path: '/routing/new' },
  { name: 'health', path: '/health' },
  { name: 'team', path: '/team' },
  { name: 'invites', path: '/team?tab=invites' },
  { name: 'workspaces', path: '/team?tab=workspaces' },
  { name: 'the audit log', path: '/team?tab=audit' },
  { name: 'settings', path: '/settings' },
  { name: 'a prompt', path: () => '/prompts/pp-capital' },
  { name: 'a partial', path: () => '/partials/pp-tone' },
  { name: 'a request', path: ({ logId }) => `/logs/${logId}` },
  { name: 'a trace', path: ({ traceId }) => `/traces/${traceId}` },
  { name: 'a provider', path: () => '/providers/mock-team' },
  { name: 'an API key', path: ({ keyId }) => `/keys/${keyId}` },
  { name: 'a config', path: () => '/routing/pc-main' },
];

/** Waits until a page has its title, and nothing on it is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main [role="status"][data-loading], main .mantine-Skeleton-root'), undefined, {
    timeout: 20_000,
  });
}
