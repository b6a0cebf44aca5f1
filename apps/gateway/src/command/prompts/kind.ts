import type { Body } from '../gateway-client.ts';
import { partialFile, partialVersion } from './partial-file.ts';
import { promptFile, promptVersion } from './prompt-file.ts';

/** What has versions and lives in a folder of files. */
export interface Kind {
  /** For people. */
  readonly noun: string;
  /** Its list, below `/v1`. */
  readonly path: string;
  /** Where its files are, below the folder that was named. */
  readonly folder: string;
  /** One as the gateway shows it, as it stands in a file. */
  readonly toFile: (shown: Body) => Body;
  /** What a file says of a version, as it is sent; the same of two files that mean the same. @throws SettingsError naming the file. */
  readonly toVersion: (file: Body, path: string) => Body;
}

/** Prompts name partials, so those come first. */
export const KINDS: readonly Kind[] = [
  { noun: 'partial', path: '/prompts/partials', folder: 'partials', toFile: partialFile, toVersion: partialVersion },
  { noun: 'prompt', path: '/prompts', folder: '.', toFile: promptFile, toVersion: promptVersion },
];
