import { createExplainer, createGateway, type Caller, type House } from '@sluice/core';
import type { Principal } from '../admin/principal.ts';
import type { Prices } from '../cost/price-of.ts';
import { judge, type DryRunQuestion, type Judged } from '../dry-run/dry-run.ts';
import { reachesNobody } from '../dry-run/reaches-nobody.ts';
import type { EnforcedIn } from '../admin/sign-in/user-key.ts';
import { callerAgain } from './caller-again.ts';
import { replay, type Replayed, type ReplayMeans, type ReplayQuestion } from './replays.ts';

/** What can be done with requests of the log. */
export interface Again {
  /** Whoever asks, as a caller of providers, for a record of this workspace. */
  readonly callerFor: (principal: Principal, workspace: string | null) => Caller;
  /** Sends one again. */
  readonly replay: (question: ReplayQuestion) => Promise<Replayed>;
  /** Says where one would go by another config. */
  readonly judge: (question: DryRunQuestion) => Promise<Judged>;
}

export interface AgainMeans extends Omit<ReplayMeans, 'gateway'> {
  readonly house: House;
  readonly prices: Prices;
  readonly enforcedIn: EnforcedIn;
}

/** Puts together what sends requests of the log again, and what only says where they would go. */
export function openAgain({ prices, enforcedIn, ...means }: AgainMeans): Again {
  const { house } = means;
  const gateway = createGateway(house);
  const alone = reachesNobody(house);
  const explain = createExplainer(alone);
  return {
    callerFor: (principal, workspace) => callerAgain(principal, workspace, enforcedIn),
    replay: (question) => replay(question, { ...means, gateway }),
    judge: (question) => judge(question, { house: alone, explain, prices }),
  };
}
