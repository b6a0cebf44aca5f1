import { pathText } from './path-text.ts';
import type { Problem } from './read-config.ts';
import { shadowTargetOf, targetsOf } from './targets-of.ts';

/** A target of a few letters weighs kilobytes once it is settled, and a header has room for twenty thousand. */
const MOST_TARGETS = 1000;

/** Levels of targets; all that follows a config goes down into it once a level. */
const MOST_LEVELS = 500;

interface Place {
  readonly node: unknown;
  readonly path: Problem['path'];
}

/** What is too large about a config, found before anything is read that would have to be paid for. */
export function sizeProblem(config: unknown): Problem | undefined {
  let count = 0;
  let level: readonly Place[] = [{ node: config, path: [] }];
  for (let depth = 0; level.length > 0; depth++) {
    const below: Place[] = [];
    for (const { node, path } of level) {
      const targets = targetsOf(node);
      if (targets.length === 0) continue;
      if (depth === MOST_LEVELS) {
        return {
          path: [...path, 'targets'],
          message: `the config nests more than ${MOST_LEVELS} levels of targets deep, which is the most`,
        };
      }
      if (count + targets.length > MOST_TARGETS) {
        const first = [...path, 'targets', MOST_TARGETS - count];
        return {
          path: first,
          message: `"${pathText(first)}" is one target more than the ${MOST_TARGETS} that a config may have in all`,
        };
      }
      count += targets.length;
      below.push(...targets.map((target, index) => ({ node: target, path: [...path, 'targets', index] })));
    }
    level = below;
  }
  return undefined;
}

/** The same of where its shadow would go. */
export function shadowSizeProblem(config: unknown): Problem | undefined {
  const problem = sizeProblem(shadowTargetOf(config));
  return problem && { path: ['shadow', 'target', ...problem.path], message: `${problem.message}, in "shadow.target"` };
}
