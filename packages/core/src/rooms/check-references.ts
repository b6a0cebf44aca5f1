import { FaultError } from '@sluice/provider-sdk';
import { requireKey, type Caller } from '../caller.ts';
import type { RouteConfig } from '../config/config.ts';
import { leavesOf } from '../config/leaves.ts';
import type { House } from '../house.ts';
import { unknownGuardrails } from './settle-guards.ts';
import { unknownPrompts } from './target-prompt.ts';

/**
 * Sees that all that a config names is there for this caller at this moment, before one of its targets is asked: a fallback
 * that names nobody would be found on the worst of days.
 *
 * @throws FaultError `unauthenticated` where something stored is named without a key; `invalid_request` naming all that is not there.
 */
export function checkReferences({ references }: RouteConfig, caller: Caller, house: House): void {
  const { virtualKeys, guardrails, prompts, workspaces } = references;
  if (virtualKeys.length > 0) {
    requireKey(caller, 'A virtual key in a config');
    const unknown = virtualKeys.filter((slug) => !house.virtualKeys.find(slug, caller, workspaces));
    if (unknown.length > 0) {
      throw refused(
        `Following keys are not valid: ${unknown.join(', ')}. Name virtual keys that this gateway holds.`,
        'invalid_virtual_key',
      );
    }
  }
  if (guardrails.length > 0) {
    requireKey(caller, 'A saved guardrail in a config');
    const unknown = guardrails.filter((slug) => !house.guardrails.find(slug, caller, workspaces));
    if (unknown.length > 0) throw unknownGuardrails(unknown);
  }
  if (prompts.length > 0) {
    requireKey(caller, 'A stored prompt in a config');
    const unknown = prompts.filter((ref) => !house.prompts.find(ref, caller, workspaces));
    if (unknown.length > 0) throw unknownPrompts(unknown);
  }
}

/**
 * Sees that the providers of a config are loaded, which does not change while the gateway runs.
 *
 * @throws FaultError `invalid_request` naming the first that is not.
 */
export function checkProviders({ root, shadow }: RouteConfig, house: House): void {
  const lost = [...leavesOf(root), ...(shadow ? leavesOf(shadow.config.root) : [])].find(
    ({ provider }) => provider !== undefined && provider[0] !== '@' && !house.providers.find(provider),
  );
  if (lost) {
    const known = house.providers.all().map(({ id }) => id);
    throw refused(
      `Invalid provider passed: ${lost.label} names "${lost.provider}", which is not loaded here; there are ${known.join(', ')}`,
      'invalid_provider',
    );
  }
}

const refused = (message: string, code: string) => new FaultError({ kind: 'invalid_request', message, param: 'x-portkey-config', code });
