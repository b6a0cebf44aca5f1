import { openLogStore, type LogEntry } from '@sluice/store/logs';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openConsole, type OpenConsole } from '../support/console.ts';
import { settled } from '../support/every-page.ts';
import { believableDays, type Known } from './believable-day.ts';
import { makeCalls, makeCompany } from './make-company.ts';

const DAYS = 7;
const BATCH = 2_500;

interface Picture {
  readonly name: string;
  readonly path: string | ((rescued: string) => string);
  /** What is done on the page first. */
  readonly first?: (page: Page) => Promise<void>;
}

/** Pages about what was before. */
const OF_THE_PAST: readonly Picture[] = [
  { name: 'start', path: '/' },
  { name: 'logs', path: '/logs' },
  { name: 'log', path: (rescued) => `/logs/${rescued}` },
  { name: 'analytics', path: '/analytics' },
  { name: 'experiments', path: '/experiments' },
  { name: 'experiment', path: '/experiments/shorter-summaries' },
];

/** Pages for which calls are made in this run, and those that make calls of their own. */
const OF_THE_PRESENT: readonly Picture[] = [
  { name: 'traces', path: '/traces' },
  { name: 'trace', path: '/traces/order-48213' },
  { name: 'health', path: '/health' },
  { name: 'start-guide', path: '/?guide=true' },
  { name: 'providers', path: '/providers' },
  { name: 'provider', path: '/providers/anthropic-eu' },
  { name: 'keys', path: '/keys' },
  { name: 'prompts', path: '/prompts' },
  { name: 'prompt', path: '/prompts/pp-support-answer' },
  { name: 'prompt-new', path: '/prompts/new' },
  { name: 'partial', path: '/partials/pp-house-style' },
  { name: 'routing', path: '/routing' },
  { name: 'config', path: '/routing/pc-support' },
  { name: 'config-new', path: '/routing/new' },
  { name: 'team', path: '/team' },
  { name: 'invites', path: '/team?tab=invites' },
  { name: 'workspaces', path: '/team?tab=workspaces' },
  { name: 'audit-log', path: '/team?tab=audit' },
  { name: 'settings', path: '/settings' },
  { name: 'settings-gateway', path: '/settings?tab=gateway' },
  { name: 'settings-models', path: '/settings?tab=models' },
  { name: 'playground', path: '/playground', first: askTheModel },
];

/**
 * Takes each page of a gateway that has a week behind it, in light and in dark.
 *
 * @param folder Where they go: `light/start.png`, `dark/start.png`.
 * @param only Names; all of them where there are none.
 */
export async function takePictures(folder: string, only: readonly string[] = []): Promise<void> {
  const wanted = ({ name }: Picture) => only.length === 0 || only.includes(name);
  const { console_, rescued } = await gatewayWithAPast();
  const takeAll = async (pictures: readonly Picture[]) => {
    for (const picture of pictures.filter(wanted))
      for (const colours of ['light', 'dark'] as const) await take({ picture, colours, folder, console_, rescued });
  };
  try {
    await takeAll(OF_THE_PAST);
    await makeCalls(console_.gateway.url);
    await takeAll(OF_THE_PRESENT);
    if (console_.problems.length > 0) throw new Error(`the pages complained:\n${console_.problems.join('\n')}`);
  } finally {
    await console_.close();
  }
}

interface Taking {
  readonly picture: Picture;
  readonly colours: 'light' | 'dark';
  readonly folder: string;
  readonly console_: OpenConsole;
  readonly rescued: string;
}

async function take({ picture: { name, path, first }, colours, folder, console_, rescued }: Taking): Promise<void> {
  const { page, open } = console_;
  await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
  await open(typeof path === 'string' ? path : path(rescued));
  await settled(page);
  await first?.(page);
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {
    // The log and the start listen for more for as long as they are open.
  });
  mkdirSync(join(folder, colours), { recursive: true });
  await page.screenshot({ path: join(folder, colours, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/** What happened before stands in the log, as if a week had gone by. */
async function gatewayWithAPast(): Promise<{ readonly console_: OpenConsole; readonly rescued: string }> {
  const first = await openConsole();
  const { folder } = first.gateway;
  let rescued: string;
  try {
    const { known } = await makeCompany(first);
    await first.end();
    rescued = await writePast(`file:${join(folder, '.sluice', 'logs.db')}`, known);
  } catch (error) {
    await first.end();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return { console_: await openConsole({ folder, signedIn: 'again' }), rescued };
}

/** @returns The id of a request that another provider rescued. */
async function writePast(url: string, known: Known): Promise<string> {
  const logs = await openLogStore({ url });
  let rescued = '';
  try {
    let batch: LogEntry[] = [];
    for (const entry of believableDays(known, { until: Date.now() - 20_000, days: DAYS, seed: 7 })) {
      if (entry.rescued) rescued = entry.id;
      batch.push(entry);
      if (batch.length < BATCH) continue;
      await logs.append(batch);
      batch = [];
    }
    await logs.append(batch);
  } finally {
    await logs.close();
  }
  return rescued;
}

/** Asks something, and waits until it is answered. */
async function askTheModel(page: Page): Promise<void> {
  await page
    .getByRole('textbox', { name: /message|say/i })
    .last()
    .fill('Where is order 48213?');
  await page.keyboard.press('Control+Enter');
  await page.getByText('You said').first().waitFor();
}
