import type { Stage } from './stage.ts';

/** The methods of these that some SDK was not asked for, as `Node configs.list`. */
export const uncalled = (stage: Stage, methods: readonly string[]): string[] =>
  [stage.node, stage.python, stage.asyncPython].flatMap(({ name, called }) =>
    methods.filter((method) => !called.has(method)).map((method) => `${name} ${method}`),
  );
