import type { Fault } from '@sluice/provider-sdk';
import type { CellPlan } from '../cells.ts';
import type { Bench } from '../exchange/ask.ts';
import { secretsIn } from '../exchange/settings.ts';
import type { Conduct, ConductRule } from '../report.ts';
import type { Surface } from '../surfaces/index.ts';
import { seeOddCalls } from './odd-calls.ts';
import { seeOddReplies } from './odd-replies.ts';
import { impurityOf } from './pure.ts';
import { Witness } from './witness.ts';

/** How an adapter behaves at one surface, whatever it is asked and answered. It needs no recorded reply, and makes use of those that are there. */
export async function conductAt(surface: Surface, cells: readonly CellPlan[], bench: Bench): Promise<readonly Conduct[]> {
  const plans = cells.filter((cell) => cell.surface === surface);
  const calls = new Witness();
  seeOddCalls(plans, bench, calls);
  const replies = new Witness();
  await seeOddReplies(plans, bench, replies);
  const found: Readonly<Record<ConductRule, string | undefined>> = {
    pure: await impurityOf(plans, bench),
    odd_calls: calls.why,
    odd_replies: replies.why,
    secrets: leakIn([...calls.faults, ...replies.faults], secretsIn(bench.adapter, bench.settings)),
  };
  return Object.entries(found).map(([rule, why]) => ({
    surface: surface.operation,
    rule: rule as ConductRule,
    ...(why !== undefined && { why }),
  }));
}

/** As much of a secret as gives it away: error messages of parsers quote so much of a text. */
const TELLING_CHARACTERS = 10;

function leakIn(faults: readonly Fault[], secrets: readonly string[]): string | undefined {
  const telling = secrets.filter(({ length }) => length >= TELLING_CHARACTERS).map((secret) => secret.slice(0, TELLING_CHARACTERS));
  for (const fault of faults) {
    const found = Object.entries(fault ?? {}).find(([, value]) => telling.some((secret) => String(value).includes(secret)));
    if (found) return `a fault of kind ${fault.kind} has a credential in its ${found[0]}`;
  }
  return undefined;
}
