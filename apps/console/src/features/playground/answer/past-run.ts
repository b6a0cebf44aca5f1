import type { Answer } from './answer.ts';
import type { Run } from './run.ts';

/** A call of before the page was loaded, of which nothing more comes. */
export const pastRun = (request: Run['request'], answer: Answer): Run => ({
  request,
  answer: () => answer,
  listen: () => () => {},
  stop: () => {},
});
