import type { ConfigProblem, ConfigValidation, ValidateConfig } from '@sluice/contract';
import { configProblems, pathText, type Problem } from '@sluice/core/config';
import { isFaultError } from '@sluice/provider-sdk';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { findFor } from '../../find-for.ts';
import type { AdminMeans } from '../../means.ts';
import { placeFor } from '../../place.ts';
import type { Asked } from '../../route.ts';
import { parseConfig, readStored, targetProblems } from './check-config.ts';
import { unmaskedConfig } from './masked-config.ts';
import { missingIn } from './missing-in.ts';
import type { ConfigResource } from './resource.ts';
import { snakeCase } from './secret-places.ts';
import { currentVersion } from './versions.ts';
import { openConfig } from './view.ts';

/**
 * Says of a config what saving it would say, and keeps nothing.
 *
 * @throws FaultError for a workspace or a config that the asker may not look at; never for what is wrong with what was sent.
 */
export async function validateConfig(
  { body, principal }: Asked<ValidateConfig>,
  configs: ConfigResource,
  means: AdminMeans,
  db: Kysely<Schema>,
): Promise<ConfigValidation> {
  const row = body.config_id === undefined ? undefined : await findFor(configs, body.config_id, 'read', principal, db);
  const workspaceId = row ? row.workspace_id : await placeFor(body.workspace_id, principal, 'configs.read', db);
  const kept = row ? openConfig(await currentVersion(row, db), means.store.vault) : {};
  let config: Readonly<Record<string, unknown>>;
  try {
    config = unmaskedConfig(parseConfig(body.config), kept, means.findProvider);
  } catch (error) {
    if (isFaultError(error)) return told([{ path: '', place: '', message: error.fault.message.replace(PREFIX, '') }]);
    throw error;
  }
  const misshapen = await configProblems(config, means.extensions);
  if (misshapen.length > 0) return told(misshapen.map((problem) => problemView(problem, config)));
  const read = await readStored(config, row?.slug ?? 'draft', means);
  const problems = targetProblems(read, means).map(({ label, message }) => problemView({ path: pathOf(label), message }, config));
  return told(problems, await missingIn(read, { workspaceId, declared: means.declared(), db }));
}

/** A refusal begins so; a list of what is wrong need not say it again. */
const PREFIX = /^Invalid config passed: /;

const told = (problems: readonly ConfigProblem[], warnings: readonly string[] = []): ConfigValidation => ({
  object: 'config-validation',
  valid: problems.length === 0,
  problems,
  warnings,
});

const problemView = ({ path, message }: Problem, config: unknown): ConfigProblem => ({
  path: pointerTo(path, config),
  place: pathText(path),
  message,
});

/** Names as the config itself spells them: its reader has put them into snake case. */
function pointerTo(path: Problem['path'], config: unknown): string {
  let here = config;
  let pointer = '';
  for (const step of path) {
    const members = typeof here === 'object' && here !== null ? (here as Readonly<Record<string, unknown>>) : {};
    const name = step in members ? step : (Object.keys(members).find((each) => snakeCase(each) === step) ?? step);
    pointer += `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    here = members[name];
  }
  return pointer;
}

/** `config.targets[1].name` as a path. */
const pathOf = (label: string): Problem['path'] =>
  [...label.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
