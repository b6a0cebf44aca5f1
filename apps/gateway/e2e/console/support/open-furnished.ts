import { openConsole, type OpenConsole } from './console.ts';
import type { Furnished } from './every-page.ts';
import { furnish } from './furnish.ts';
import { makeMany } from './many-rows.ts';

export { addressOf, EVERY_PAGE, settled } from './every-page.ts';

/** So many keys and configs are read before the first call is answered. */
const PATIENCE_MS = 90_000;

/** Opens the console of a gateway with so many of everything that its pages list. */
export async function openFurnished(rows: number): Promise<{ readonly console_: OpenConsole; readonly things: Furnished }> {
  const first = await openConsole();
  const things = await furnish(first);
  if (rows <= 1) return { console_: first, things };
  const { folder } = first.gateway;
  await first.end();
  await makeMany(folder, rows);
  return { console_: await openConsole({ folder, signedIn: 'again', patienceMs: PATIENCE_MS }), things };
}
