import type { Answer } from './answer.ts';
import type { Run } from './run.ts';

/** A call of before the page was loaded, of which nothing more comes. */
export const pastRun = ({ request, asked }: Pick<Run, 'request' | 'asked'>, answer: Answer): Run => ({
  request,
  asked,
  answer: () => answer,
  listen: () => () => {},
  stop: () => {},
});
