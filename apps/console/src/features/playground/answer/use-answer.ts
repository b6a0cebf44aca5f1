import { useSyncExternalStore } from 'react';
import { NOTHING_YET, type Answer } from './answer.ts';
import type { Run } from './run.ts';

const nothing = () => () => {};
const notYet = () => NOTHING_YET;

/** What has come of a call, and comes. */
export const useAnswer = (run: Run | undefined): Answer => useSyncExternalStore(run?.listen ?? nothing, run?.answer ?? notYet);
