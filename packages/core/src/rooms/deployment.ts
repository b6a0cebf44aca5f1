import { FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import type { VirtualKey } from '../house.ts';

/**
 * A virtual key with the fields of the deployment that a model is reached by: the one that has its name as an alias, else
 * the default one. Wire spec §7.2.
 *
 * @throws FaultError `invalid_request` where no deployment takes the model.
 */
export function deployed(virtualKey: VirtualKey, model: string | undefined, { id }: ProviderAdapter): VirtualKey {
  const { deployments, fields, slug } = virtualKey;
  if (deployments.length === 0) return virtualKey;
  const named = model === undefined ? undefined : deployments.find(({ alias }) => alias === model);
  const chosen = named ?? deployments.find(({ isDefault }) => isDefault);
  if (chosen) return { ...virtualKey, fields: { ...fields, ...chosen.fields } };
  const aliases = deployments.flatMap(({ alias }) => alias ?? []).join(', ');
  throw new FaultError({
    kind: 'invalid_request',
    message: `No ${id} alias passed/default config found: the virtual key "${slug}" has ${aliases || 'no alias'}, so send one of them as "model".`,
    param: 'model',
    code: 'unknown_deployment',
  });
}
