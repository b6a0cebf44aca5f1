import type { RateLimit, UsageLimit } from '@sluice/store';
import type { ConfigFile } from '../config-file/read.ts';
import type { Limited } from './layer.ts';

/** How limits stand in an entry of the config file, as in the admin API: one, a list, or none. */
interface Entry {
  readonly usage_limits?: UsageLimit | readonly UsageLimit[] | null;
  readonly rate_limits?: RateLimit | readonly RateLimit[] | null;
}

/** What the config file limits, by the ids under which its keys, virtual keys and workspaces are known. */
export function declaredLimits(file: ConfigFile | undefined): ReadonlyMap<string, Limited> {
  const keys = (file?.api_keys ?? []).map((entry) => limited('api_keys', entry.name, entry));
  const virtualKeys = (file?.virtual_keys ?? []).map((entry) => limited('providers', entry.slug, entry));
  const workspaces = (file?.workspaces ?? []).map((entry) => limited('workspaces', entry.slug, entry));
  return new Map(
    [...keys, ...virtualKeys, ...workspaces]
      .filter(({ usageLimits, rateLimits }) => usageLimits.length > 0 || rateLimits.length > 0)
      .map((each) => [`${each.kind} ${each.id}`, each]),
  );
}

const limited = (kind: Limited['kind'], name: string, { usage_limits: usage, rate_limits: rates }: Entry): Limited => ({
  kind,
  id: `file:${name}`,
  name,
  usageLimits: listed(usage),
  rateLimits: listed(rates),
});

const listed = <T extends object>(said: T | readonly T[] | null | undefined): readonly T[] =>
  said === null || said === undefined ? [] : Array.isArray(said) ? (said as readonly T[]) : [said as T];
