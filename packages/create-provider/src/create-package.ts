import { planFor, type Plan, type Wanted } from './plan.ts';
import { writePackage } from './write-package.ts';

/** A package that was written. */
export interface Created extends Plan {
  /** Paths below the folder, with slashes. */
  readonly files: readonly string[];
}

/**
 * Writes a package that builds, tests, packs and loads. Asks nothing, installs nothing.
 *
 * @param cwd What a folder that is no whole path is seen from.
 * @throws Error with a sentence, before anything is written.
 */
export function createPackage(wanted: Wanted, cwd: string = process.cwd()): Created {
  const plan = planFor(wanted, cwd);
  return { ...plan, files: writePackage(plan) };
}
