import { isExtension } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { Check } from '@sluice/provider-sdk/check';
import type { Strategy } from '@sluice/provider-sdk/strategy';
import { guardedProvider } from '../../plugins/guard/guarded-provider.ts';
import { limitedExtension } from '../../plugins/guard/limited-extensions.ts';
import type { PluginLimits } from '../../plugins/guard/watch.ts';
import { shakeHands } from '../../plugins/handshake.ts';
import { SettingsError } from '../../settings/environment.ts';
import { impatient } from './impatient.ts';
import { listened } from './listened.ts';
import { ProbingWatch } from './probing-watch.ts';

/** A provider under a guard that writes down what it sees. */
export interface ProviderToProbe {
  readonly provider: ProviderAdapter;
  readonly watch: ProbingWatch;
}

/** Nothing that is probed is further away than this process. */
const PROBE: PluginLimits = { busyMs: 1000, waitMs: 1000, stuckMs: 0 };

/** Puts guards that write down around what a module exports, in place of those that a start has put around it. */
export class UnderProbe {
  readonly #name: string;
  readonly #given: unknown;

  /** @param name The plugin's, for messages. */
  constructor(name: string, given: unknown) {
    this.#name = name;
    this.#given = given;
  }

  /** @throws SettingsError where it cannot be looked at for long. */
  provider({ id }: ProviderAdapter): ProviderToProbe {
    const watch = new ProbingWatch(this.#name, PROBE);
    const provider = this.#look(watch, (parts) => {
      const given = parts.find((part) => !isExtension(part) && (part as ProviderAdapter).id === id) as ProviderAdapter;
      const heard = listened(shakeHands(given), watch.secrets, (where) => watch.tells(where));
      return guardedProvider(heard, watch);
    });
    return { provider: impatient(provider, watch), watch };
  }

  /** @throws SettingsError where it cannot be looked at for long. */
  extension<Extension extends Strategy | Check>(known: Extension): Extension {
    const watch = new ProbingWatch(this.#name, PROBE);
    return this.#look(watch, (parts) => {
      const given = parts.find((part) => isExtension(part) && nameOf(part as Extension) === nameOf(known)) as Extension;
      return limitedExtension(given, watch) as Extension;
    });
  }

  /** To look at what a plugin exports is to call it. */
  #look<T>(watch: ProbingWatch, read: (parts: readonly unknown[]) => T): T {
    try {
      return watch.bounded('its handshake', () => read([this.#given].flat()));
    } catch (error) {
      throw new SettingsError('plugin check', (error as Error).message);
    }
  }
}

const nameOf = (extension: Strategy | Check): string =>
  extension.sort === 'strategy' ? `strategy ${extension.mode}` : `check ${extension.id}`;
