import { pull } from './prompts/pull.ts';
import { push } from './prompts/push.ts';
import { subCommands } from './sub-command.ts';

/** `prompts push|pull`: prompts and partials of a running gateway as files, one each. */
export const prompts = subCommands('prompts', { push, pull });
