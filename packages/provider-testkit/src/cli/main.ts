import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { surfacesOf } from '../cells.ts';
import { runKit } from '../kit.ts';
import { runLive } from '../live/run-live.ts';
import { liveBaseURL, liveSettings, type Environment } from '../live/settings.ts';
import { manifestOf, manifestText } from '../manifest.ts';
import type { Problem, Report } from '../report.ts';
import { tableOf } from '../table.ts';
import { readArguments, USAGE, type Arguments } from './arguments.ts';
import { extensionProblems } from './extensions.ts';
import { loadPackage, type LoadedPackage } from './load.ts';

/** Where the command runs. */
export interface Surroundings {
  readonly cwd: string;
  readonly environment: Environment;
}

/** The command: prints what it found. @returns The exit code: 0 where nothing is to be done. */
export async function main(given: readonly string[], { cwd, environment }: Surroundings): Promise<number> {
  try {
    const wanted = readArguments(given);
    if (wanted.help) return say(USAGE, 0);
    const loaded = await loadPackage(wanted.name, cwd);
    return await tried(loaded, wanted, { cwd, environment });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function tried(loaded: LoadedPackage, wanted: Arguments, { cwd, environment }: Surroundings): Promise<number> {
  const folder = wanted.replies === undefined ? join(loaded.folder, 'replies') : resolve(cwd, wanted.replies);
  const live: Report[] = [];
  const reports: Report[] = [];
  for (const adapter of loaded.providers) {
    // Of a package of several providers each has a folder of its own.
    const replies = loaded.providers.length > 1 ? join(folder, adapter.id) : folder;
    if (wanted.live) live.push(await asked(adapter, replies, wanted, environment));
    if (!wanted.live || wanted.record) reports.push(await runKit(adapter, { replies, models: modelsFor(adapter, wanted) }));
  }
  const problems = [
    ...live.flatMap((report) => report.problems.map((problem) => ({ ...problem, place: `${problem.place}, live` }))),
    ...reports.flatMap((report) => report.problems),
    ...(await extensionProblems(loaded)),
    ...(reports.length > 0 ? keepManifest(reports, loaded, wanted.check) : []),
  ];
  const shown = [...live, ...reports];
  if (wanted.json) return say(`${JSON.stringify({ reports: shown, problems }, null, 2)}\n`, problems.length === 0 ? 0 : 1);
  const names = [...loaded.strategies.map(({ mode }) => `strategy ${mode}`), ...loaded.checks.map(({ id }) => `check ${id}`)];
  const written = wanted.live && !wanted.record ? ['capabilities.json is written from what is recorded: --record writes that down'] : [];
  const parts = [...shown.map(tableOf), ...names.map((name) => `${name}: tried by its contract`), ...written, ...problems.map(sentence)];
  return say(`${parts.join('\n\n')}\n`, problems.length === 0 ? 0 : 1);
}

const asked = (adapter: ProviderAdapter, replies: string, wanted: Arguments, environment: Environment): Promise<Report> =>
  runLive(adapter, {
    replies,
    settings: liveSettings(adapter, environment),
    baseURL: wanted.baseURL ?? liveBaseURL(adapter, environment),
    models: modelsFor(adapter, wanted),
    only: wanted.only,
    record: wanted.record,
  });

/** One model for all that no other is named for. */
const modelsFor = (adapter: ProviderAdapter, { model, models }: Arguments): Readonly<Record<string, string>> => ({
  ...(model !== undefined && Object.fromEntries(surfacesOf(adapter).map(({ operation }) => [operation, model]))),
  ...models,
});

/** Writes the manifest, or says where it is not what was found. */
function keepManifest(reports: readonly Report[], { folder, manifestFile }: LoadedPackage, check: boolean): readonly Problem[] {
  const text = manifestText(manifestOf(reports));
  if (!check) {
    writeFileSync(manifestFile, text);
    return [];
  }
  // Who formats the file with his own tool has not changed what it says.
  const kept = existsSync(manifestFile) ? readFileSync(manifestFile, 'utf8') : '';
  if (normal(kept) === normal(text)) return [];
  const place = relative(folder, manifestFile);
  return [{ place, said: kept === '' ? 'it is not there' : 'it is not what was found', cure: 'run provider-testkit to write it' }];
}

function normal(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    // Not JSON: then it is not what was found.
    return text;
  }
}

const sentence = ({ place, said, cure }: Problem) => `${place}: ${said}.\n  To do: ${cure}.`;

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}
