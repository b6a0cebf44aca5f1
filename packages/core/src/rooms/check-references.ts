import { FaultError } from '@sluice/provider-sdk';
import type { RouteConfig, TargetConfig } from '../config/config.ts';
import { leavesOf } from '../config/leaves.ts';
import type { House } from '../house.ts';

/**
 * Sees that every target of a config leads somewhere, before one of them is asked: a fallback that names nobody
 * would be found on the worst of days.
 *
 * @throws FaultError `invalid_request` naming all that lead nowhere.
 */
export function checkReferences({ root }: RouteConfig, house: House): void {
  const leaves = leavesOf(root);
  const unknownKeys = leaves.flatMap((leaf) => keysOf(leaf).filter((slug) => !house.virtualKeys.find(slug)));
  if (unknownKeys.length > 0) {
    throw refused(
      `Following keys are not valid: ${[...new Set(unknownKeys)].join(', ')}. Name virtual keys that this gateway holds.`,
      'invalid_virtual_key',
    );
  }
  const lost = leaves.find(({ provider }) => provider !== undefined && provider[0] !== '@' && !house.providers.find(provider));
  if (lost) {
    const known = house.providers.all().map(({ id }) => id);
    throw refused(
      `Invalid provider passed: ${lost.label} names "${lost.provider}", which is not loaded here; there are ${known.join(', ')}`,
      'invalid_provider',
    );
  }
}

const keysOf = ({ virtualKey, provider }: TargetConfig): string[] => {
  const inProvider = provider?.[0] === '@' ? provider.slice(1).split('/')[0] : undefined;
  return [virtualKey, inProvider].filter((slug) => slug !== undefined);
};

const refused = (message: string, code: string) => new FaultError({ kind: 'invalid_request', message, param: 'x-portkey-config', code });
