import type { AskedRequest } from '../replies/reply-file.ts';
import { isObject, shown } from '../judge/members.ts';

/** Where what is asked now is not what was asked when the reply was recorded; undefined where it is the same. */
export function askedOtherwise(now: AskedRequest, then: AskedRequest): string | undefined {
  if (now.method !== then.method || now.path !== then.path)
    return `asks ${now.method} ${now.path} where ${then.method} ${then.path} was recorded`;
  const place = firstDifference(now.body, then.body, 'body');
  return place && `asks ${place}`;
}

/** In words: `body.max_tokens: 5 where 4096 was recorded`. */
function firstDifference(now: unknown, then: unknown, path: string): string | undefined {
  if (Array.isArray(now) && Array.isArray(then) && now.length === then.length) {
    return first(now.map((value, index) => () => firstDifference(value, then[index], `${path}[${index}]`)));
  }
  if (isObject(now) && isObject(then)) {
    const names = [...new Set([...Object.keys(now), ...Object.keys(then)])];
    return first(names.map((name) => () => firstDifference(now[name], then[name], `${path}.${name}`)));
  }
  return Object.is(now, then) ? undefined : `${path}: ${told(now)} where ${told(then)} was recorded`;
}

function first(looks: readonly (() => string | undefined)[]): string | undefined {
  for (const look of looks) {
    const found = look();
    if (found !== undefined) return found;
  }
  return undefined;
}

const told = (value: unknown) => (value === undefined ? 'nothing' : shown(value));
