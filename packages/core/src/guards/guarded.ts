import type { Phase } from './hook.ts';

const GUARDED: Readonly<Record<Phase, ReadonlySet<string>>> = {
  before: new Set(['chat', 'completions', 'messages', 'embeddings']),
  // A vector says nothing that a check could read.
  after: new Set(['chat', 'completions', 'messages']),
};

/** Whether hooks look at this kind of request in this phase. Wire spec §12. */
export const isGuarded = (operation: string, phase: Phase): boolean => GUARDED[phase].has(operation);
