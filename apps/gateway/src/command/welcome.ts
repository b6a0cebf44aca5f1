import type { Store } from '@sluice/store';
import type { Settings } from '../settings/settings.ts';
import { lacksAdminKey, makeAdminKey, tryMakeAdminKey, type NewAdminKey } from '../state/admin-key.ts';
import { tryAddress } from './address.ts';

/** Whether an admin key has to be made; false too where the store does not say: `welcome` asks it again. */
export const lacksFirstKey = async ({ presetAdminKey }: Pick<Settings, 'presetAdminKey'>, store: Store): Promise<boolean> =>
  presetAdminKey === undefined && lacksAdminKey(store).catch(() => false);

/**
 * Makes the first admin key of a new installation and shows it, this once, before anybody can call: whoever finds the
 * gateway up finds its key in the log. Called when nothing is left that could keep the gateway from serving.
 *
 * @throws SettingsError where its address cannot be had: nothing is made then.
 */
export async function showFirstKey(settings: Pick<Settings, 'host' | 'port'>, store: Store): Promise<void> {
  await tryAddress(settings);
  // What the store does not take now, `welcome` tries again.
  const made = await tryMakeAdminKey(store).catch(() => undefined);
  if (made && 'key' in made) await tell(made).catch(notKept);
}

export interface Welcome {
  readonly settings: Pick<Settings, 'presetAdminKey'>;
  readonly store: Store;
  /** Where the gateway answers. */
  readonly url: string;
  /** Resolves when what was stored is known wherever a request may come to. */
  readonly refresh: () => Promise<void>;
}

/**
 * Makes what a new installation begins with and does not have yet, the first admin key and the link by which the first
 * person signs in, and shows them, this once. Called when requests are answered: a start that fails makes nothing that
 * nobody would see, and nobody's call waits for another process that may have made the key and not shown it.
 */
export async function welcome({ settings, store, url, refresh }: Welcome): Promise<void> {
  try {
    if (settings.presetAdminKey === undefined) await showAdminKey(store, refresh);
    const { firstSetupLink, setupURL } = await import('../admin/sign-in/setup-link.ts');
    const token = await firstSetupLink(store);
    if (token !== undefined) print(`console set-up: ${setupURL(url, token)}`);
  } catch (error) {
    notKept(error);
  }
}

async function showAdminKey(store: Store, refresh: () => Promise<void>): Promise<void> {
  const made = await makeAdminKey(store);
  if (!made) return;
  await refresh();
  await tell(made);
}

async function tell({ key, told }: NewAdminKey): Promise<void> {
  print(`admin key: ${key}`);
  await told();
}

const notKept = (error: unknown) =>
  void process.stderr.write(`sluice: the first key or link could not be made (${(error as Error).message}); the next start tries again\n`);

const print = (line: string) => process.stdout.write(`${line}\n`);
