import type { BrowserContext, Page } from 'playwright-core';
import { ADMIN_KEY, eventually, startGateway, type Gateway, type GatewayOptions } from '../../../test/support/gateway.ts';
import { openBrowser } from './browser.ts';
import { watchProblems, type Problems } from './problems.ts';

/** Who signs in first. */
export const OWNER = { email: 'owner@example.com', password: 'a long enough password 1', first_name: 'Ona', last_name: 'Owner' } as const;

export interface ConsoleOptions extends GatewayOptions {
  /** `no`: nobody has signed in yet, and the set-up link is unused; `again`: at a gateway that has its owner already. */
  readonly signedIn?: 'first' | 'again' | 'no';
  readonly colours?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A gateway of its own with its console open in a browser. */
export interface OpenConsole {
  readonly gateway: Gateway;
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page has complained of so far. */
  readonly problems: Problems;
  /** The set-up link that the gateway printed; empty where it printed none. */
  readonly setupLink: string;
  /** Goes to an address of the console, `/logs?success=false`, and waits for its title. */
  readonly open: (path: string) => Promise<void>;
  /** Asks the API with the admin key. @throws Error for a refusal. */
  readonly api: <Reply = unknown>(method: string, path: string, body?: unknown) => Promise<Reply>;
  readonly close: () => Promise<void>;
  /** The same, and the gateway's folder stays. */
  readonly end: () => Promise<void>;
}

const PATIENCE_MS = 15_000;

/** Starts a gateway and opens its console, by default as its owner. */
export async function openConsole({
  signedIn = 'first',
  colours = 'light',
  viewport = { width: 1360, height: 860 },
  ...options
}: ConsoleOptions = {}): Promise<OpenConsole> {
  const gateway = await startGateway(options);
  const browser = await openBrowser();
  const context = await browser.newContext({
    viewport,
    colorScheme: colours,
    baseURL: gateway.url,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const problems = watchProblems(page);
  const setupLink = signedIn === 'again' ? '' : await setupLinkOf(gateway);
  if (signedIn === 'first')
    await sendTo(context, gateway, '/v1/admin/setup', { token: new URL(setupLink).searchParams.get('token'), ...OWNER });
  if (signedIn === 'again') await sendTo(context, gateway, '/v1/admin/sessions', { email: OWNER.email, password: OWNER.password });
  return {
    gateway,
    page,
    context,
    problems,
    setupLink,
    async open(path) {
      await page.goto(`/console${path}`);
      await page.locator('h1').first().waitFor();
    },
    async api<Reply>(method: string, path: string, body?: unknown) {
      const response = await fetch(`${gateway.url}${path}`, {
        method,
        headers: { 'x-portkey-api-key': ADMIN_KEY, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      return (text === '' ? undefined : JSON.parse(text)) as Reply;
    },
    async close() {
      await browser.close();
      await gateway.stop();
    },
    async end() {
      await browser.close();
      gateway.signal('SIGTERM');
      await gateway.exited;
    },
  };
}

const LINK = /http:\/\/\S+\/console\/setup\?token=[\w-]+/;

async function setupLinkOf(gateway: Gateway): Promise<string> {
  await eventually(() => LINK.test(gateway.output()), 'the gateway printed no set-up link');
  return LINK.exec(gateway.output())![0];
}

/** What the pages before the door do, without them: most tests begin behind it. */
async function sendTo(context: BrowserContext, { url }: Gateway, path: string, data: unknown): Promise<void> {
  const response = await context.request.post(`${url}${path}`, { data });
  if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
}
