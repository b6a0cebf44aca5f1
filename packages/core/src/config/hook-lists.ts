import type { HooksRead } from '../guards/read-hooks.ts';
import type { ReadHooks } from './readers.ts';

/** The members of a config that hold hooks, in the order in which these run. */
export const HOOK_LISTS = [
  'before_request_hooks',
  'input_mutators',
  'input_guardrails',
  'after_request_hooks',
  'output_mutators',
  'output_guardrails',
] as const;

/** The same reader, but that it reads each list once: targets inherit lists as they are, and reading one takes long. */
export function readingOnce(read: ReadHooks): ReadHooks {
  const known = HOOK_LISTS.map((name) => ({ name, lists: new WeakMap<object, HooksRead>() }));
  return (node) => {
    const parts = known.flatMap(({ name, lists }) => {
      const list = node[name];
      if (typeof list !== 'object' || list === null) return [];
      const part = lists.get(list) ?? read({ [name]: list });
      lists.set(list, part);
      return [part];
    });
    return {
      before: parts.flatMap(({ before }) => before),
      after: parts.flatMap(({ after }) => after),
      problems: parts.flatMap(({ problems }) => problems),
    };
  };
}
