import { columnOf, type Column } from './column.ts';
import type { Message } from './message.ts';
import { NO_SETTINGS, type Settings } from './settings.ts';

/** All that is on the page and was typed by somebody. */
export interface Playground {
  readonly columns: readonly Column[];
  readonly messages: readonly Message[];
  /** The message that is being written. */
  readonly draft: string;
  readonly draftPictures: readonly string[];
  readonly settings: Settings;
  /** What prompts are filled in with, as typed. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The page as it is found by who was never there. */
export const emptyPlayground = (): Playground => ({
  columns: [columnOf()],
  messages: [],
  draft: '',
  draftPictures: [],
  settings: NO_SETTINGS,
  variables: {},
});
