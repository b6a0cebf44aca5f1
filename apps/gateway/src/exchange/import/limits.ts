import { isItem, type Item } from './snapshot.ts';

const USAGE = ['type', 'credit_limit', 'alert_threshold', 'periodic_reset', 'periodic_reset_days', 'next_usage_reset_at'];
const RATE = ['type', 'unit', 'value'];

/** Limits without what Portkey says beside them of how they stand. */
export function limitsOf({ usage_limits: usage, rate_limits: rates }: Item): Item {
  return { ...only('usage_limits', usage, USAGE), ...only('rate_limits', rates, RATE) };
}

function only(name: string, given: unknown, members: readonly string[]): Item {
  const list = (Array.isArray(given) ? given : [given])
    .filter(isItem)
    .map((each) => Object.fromEntries(Object.entries(each).filter(([member, value]) => members.includes(member) && value !== null)));
  const said = list.filter((each) => Object.keys(each).length > 0);
  return said.length === 0 ? {} : { [name]: said };
}
