import type { Fault } from '@sluice/provider-sdk';
import type { Target } from '../target.ts';

/** What a provider says of a failure, with its name in front as in its error replies. Wire spec §14.2. */
export const withProviderName = (fault: Fault, { provider }: Target): Fault =>
  fault.message.startsWith(`${provider.id} error: `) ? fault : { ...fault, message: `${provider.id} error: ${fault.message}` };
