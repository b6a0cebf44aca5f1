import type { Fault } from '@sluice/provider-sdk';
import type { Target } from '../target.ts';
import { withoutSecrets } from '../without-secrets.ts';

/** What a provider says of a failure, with its name in front as in its error replies, and without the key that it was sent. Wire spec §14.2. */
export function withProviderName(fault: Fault, { provider, secrets }: Pick<Target, 'provider' | 'secrets'>): Fault {
  const told = withoutSecrets(fault, secrets);
  return told.message.startsWith(`${provider.id} error: `) ? told : { ...told, message: `${provider.id} error: ${told.message}` };
}
