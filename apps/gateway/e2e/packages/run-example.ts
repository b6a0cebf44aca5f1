import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedPackages } from '../../test/support/adapters.ts';
import { startStandIn } from '../../test/support/stand-ins/stand-in.ts';
import { outside } from '../packed/outside.ts';
import { must } from '../packed/run.ts';
import type { Example } from './example.ts';
import { isProvider, type Published } from './published.ts';
import { madeUp, speakingFor, type Speaking } from './speaking.ts';

const REDIRECT = join(import.meta.dirname, 'redirect.mjs');

/** What came of an example. */
export interface Shown {
  readonly printed: string;
  /** Every request, by where it was meant to go. */
  readonly asked: readonly string[];
  /** What the stand-in found wrong with them. */
  readonly refused: readonly unknown[];
}

/** Runs an example that is a program, answered by a stand-in for whoever it asks. */
export async function runExample(speaking: Speaking | undefined, script: string, folder: string): Promise<Shown> {
  const standIn = await startStandIn(speaking?.addresses ?? []);
  try {
    const environment = outside({ ...speaking?.environment, STAND_IN: standIn.origin });
    const { stdout, output } = await must(process.execPath, ['--import', REDIRECT, script], { folder, environment });
    const asked = [...output.matchAll(/^asked (.+)$/gm)].map(([, origin]) => origin!);
    return { printed: stdout.trimEnd(), asked, refused: standIn.refused };
  } finally {
    await standIn.close();
  }
}

/** Who answers the example of a package; undefined where it asks nobody. */
export async function speakingOf(one: Published, example: Example): Promise<Speaking | undefined> {
  if (one.folder === 'provider-sdk') return madeUp;
  if (!isProvider(one)) return undefined;
  const { adapters } = (await shippedPackages()).find(({ name }) => name === one.name)!;
  return speakingFor(adapters, example);
}

/** What Jest says of an example that is a test, in the package that the README describes. */
export async function testExample({ manifest }: Example, folder: string): Promise<string> {
  const file = join(folder, 'package.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...manifest }));
  return (await must('npm', ['test'], { folder, environment: outside() })).stdout;
}
