import type { Caller } from '@sluice/core';
import type { Principal } from '../admin/principal.ts';
import { userKey, type EnforcedIn } from '../admin/sign-in/user-key.ts';

/**
 * Whoever asks for a call to be made again, as its caller: with the key that it asks by and no more than that may; somebody who
 * has signed in as a member of the record's workspace.
 */
export function callerAgain(principal: Principal, workspace: string | null, enforcedIn: EnforcedIn): Caller {
  return { key: principal.key ?? userKey(principal, workspace, CALLING, enforcedIn), credential: undefined, secrets: [] };
}

const CALLING: ReadonlySet<string> = new Set(['completions.write', 'prompts.render']);

/**
 * The same caller for a request that went by no config: a default of the asker's own key, or of its workspace, is none of the
 * request's. Where a key may go by no other config than its own, that one holds.
 */
export function withoutDefaultConfig({ key, ...rest }: Caller): Caller {
  if (!key || key.defaults.allowConfigOverride === false) return { ...rest, key };
  return {
    ...rest,
    key: { ...key, defaults: { ...key.defaults, config: undefined }, enforced: { ...key.enforced, config: undefined } },
  };
}
