import type { ParseArgsConfig } from 'node:util';
import type { Arguments } from './arguments.ts';

/** Carries a command out. @returns The exit status. */
export type Run = (given: Arguments) => Promise<number>;

/** A command of the command line, without what it takes to run it: that is loaded when it is asked for. */
export interface Command {
  /** How it is called, a line for each form. */
  readonly usage: readonly string[];
  /** What it does, in a line or a few. */
  readonly summary: string;
  /** What its options mean, by what is written: `--url U`. */
  readonly told?: Readonly<Record<string, string>>;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  readonly load: () => Promise<Run>;
}
