import type { LogFilter } from '@sluice/store/logs';
import { realPace } from '@sluice/core';
import { recostRecord } from '../cost/recost-record.ts';
import { storedPrices } from '../cost/stored-prices.ts';
import { TallyOfChanges, type Tally } from '../cost/tally-of-changes.ts';
import { createLog } from '../log/logger.ts';
import { modelDirectory } from '../models/directory.ts';
import { openStored } from '../open-stored.ts';
import { prepare } from '../prepare.ts';
import { SettingsError } from '../settings/environment.ts';
import { openLogState } from '../state/open-log-state.ts';
import { openState } from '../state/open-state.ts';
import type { Arguments } from './arguments.ts';
import type { Run } from './command.ts';
import { noWords, text } from './sub-command.ts';

/**
 * `recost`: works out again what is in the log, by the prices of today. It goes to the databases itself, whether or not a gateway
 * runs on them: each step is one short transaction, between which a gateway writes on.
 */
export const recost: Run = async (given) => {
  noWords('recost', given);
  const { options } = given;
  const filter = filterOf(options);
  const prepared = await prepare(process.env, process.cwd());
  const { settings, plugins } = prepared;
  const log = createLog('error', process.stderr);
  const stored = await openStored({
    prepared,
    opened: await openState(settings),
    log,
    pace: realPace,
    onBug: (error) => log.error('a bug', { reason: String(error) }),
  });
  try {
    const logs = await openLogState(settings);
    try {
      const counting = new TallyOfChanges(recostRecord(storedPrices(stored, plugins, modelDirectory(plugins, stored.kept.models))));
      const isTrial = options['dry-run'] === true;
      const { seen } = await logs.reprice(filter, isTrial ? counting.look : counting.reprice, counting.stepDone);
      process.stdout.write(told(seen, counting.tally, isTrial));
    } finally {
      await logs.close();
    }
  } finally {
    await stored.stop();
    await log.close();
  }
  return 0;
};

function filterOf(options: Arguments['options']): LogFilter {
  const [from, to] = [momentOf(options, 'from'), momentOf(options, 'to')];
  const [provider, model] = [text(options, 'provider'), text(options, 'model')];
  return {
    workspaces: 'all',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(provider !== undefined && { providers: [provider] }),
    ...(model !== undefined && { models: [model] }),
  };
}

/** A day begins at midnight in UTC. @throws SettingsError */
function momentOf(options: Arguments['options'], name: string): number | undefined {
  const said = text(options, name);
  if (said === undefined) return undefined;
  const moment = /^\d{4}-\d\d-\d\d/.test(said) ? Date.parse(said) : NaN;
  if (Number.isNaN(moment))
    throw new SettingsError(`--${name}`, `"${said}" is no day and no time, such as 2026-07-24 or 2026-07-24T12:00:00Z`);
  return moment;
}

const counted = (count: number) => `${count} ${count === 1 ? 'request' : 'requests'}`;

/** Fractions of a cent are what most requests cost. */
const dollars = (amount: number) => `$${amount.toFixed(6)}`;

function told(seen: number, { before, after, unknownBefore, unknownAfter, changed }: Tally, isTrial: boolean): string {
  const unknown = (count: number) => (count === 0 ? '' : `, and ${counted(count)} of unknown cost`);
  return [
    `${counted(seen)} looked at, ${changed} ${isTrial ? 'would change' : 'changed'}`,
    `before: ${dollars(before)}${unknown(unknownBefore)}`,
    `${isTrial ? 'would be' : 'now'}: ${dollars(after)}${unknown(unknownAfter)}`,
    '',
  ].join('\n');
}
