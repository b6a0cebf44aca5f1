import type { Fault } from '@sluice/provider-sdk';
import type { RateLimit, UsageLimit } from '@sluice/store';
import type { UsageKind } from './usage-id.ts';

/** What a layer is called, and the types of its errors as Portkey's clients know them. Wire spec §14.4. */
const WORDS: Readonly<Record<UsageKind, { readonly noun: string; readonly spent: string; readonly tooMuch: string }>> = {
  api_keys: { noun: 'API key', spent: 'usage_limits_policy_exhaust_error', tooMuch: 'rate_limits_policy_exhaust_error' },
  providers: { noun: 'virtual key', spent: 'virtual_key_exhaust_error', tooMuch: 'virtual_key_rate_limit_error' },
  integrations: { noun: 'integration', spent: 'integration_exhaust_error', tooMuch: 'integration_rate_limit_error' },
  workspaces: { noun: 'workspace', spent: 'workspace_exhaust_error', tooMuch: 'workspace_rate_limit_error' },
};

const UNITS: Readonly<Record<RateLimit['unit'], string>> = { rps: 'second', rpm: 'minute', rph: 'hour', rpd: 'day', rpw: 'week' };

/** What is limited, for people: `virtual key "groq-team"`. */
export const nameOf = (kind: UsageKind, name: string): string => `${WORDS[kind].noun} "${name}"`;

export const amountOf = ({ type }: UsageLimit, amount: number): string => (type === 'cost' ? `${amount} US dollars` : `${amount} tokens`);

/** Nothing is left of a budget. */
export function spentFault(kind: UsageKind, name: string, limit: UsageLimit, endMs: number): Fault {
  const renewal = Number.isFinite(endMs) ? `It is renewed at ${new Date(endMs).toISOString()}; until` : 'Until';
  return {
    kind: 'not_allowed',
    type: WORDS[kind].spent,
    code: 'budget_exhausted',
    message: `The ${nameOf(kind, name)} has used up its budget of ${amountOf(limit, limit.credit_limit)}. ${renewal} somebody raises or resets it, no call is made with it`,
  };
}

/** More is asked for than a rate allows by now. */
export function rateFault(kind: UsageKind, name: string, { type, unit, value }: RateLimit, asked: number, waitMs: number): Fault {
  const limit = `The ${nameOf(kind, name)} may use ${value} ${value === 1 ? type.slice(0, -1) : type} a ${UNITS[unit]}`;
  return {
    kind: 'rate_limited',
    type: WORDS[kind].tooMuch,
    code: 'rate_limit_exceeded',
    message:
      asked > value
        ? `${limit}, and this request asks for up to ${asked}: lower what may come out (max_tokens)`
        : `${limit}: try again in ${Math.ceil(waitMs / 1000)} seconds`,
    retryAfterMs: waitMs,
  };
}

/** A call of which nobody will learn what it used. */
export function uncountedFault(kind: UsageKind, name: string, by: 'budget' | 'rate'): Fault {
  return {
    kind: 'not_allowed',
    type: by === 'budget' ? WORDS[kind].spent : WORDS[kind].tooMuch,
    code: 'usage_not_counted',
    message: `What is used at this address is not counted, so it cannot be held to the ${by === 'budget' ? 'budget' : 'rate of tokens'} of the ${nameOf(kind, name)}: use an address that is counted, such as /v1/chat/completions, or another key`,
  };
}
