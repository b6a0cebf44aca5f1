import { operationFor, type Json } from '@sluice/provider-sdk';
import type { CellPlan } from '../cells.ts';
import type { Bench } from '../exchange/ask.ts';
import { drafted } from '../exchange/drafted.ts';
import { shown } from '../judge/members.ts';
import { ODD, oddCall } from '../odd/index.ts';
import { isForm } from '../surfaces/index.ts';
import { mutations } from './mutations.ts';
import type { Witness } from './witness.ts';

/** Calls the adapter with what callers get wrong: each place of each call odd in turn, and all of them at once. */
export function seeOddCalls(plans: readonly CellPlan[], { adapter, settings }: Bench, witness: Witness): void {
  const tried = new Set<string>();
  for (const { surface, model, call } of plans) {
    if (call === undefined || isForm(call) || !operationFor(adapter.operations, surface.operation, model)) continue;
    const everything =
      surface.operation === 'chat' ? ODD.map((odd) => ({ path: 'everything', odd, value: oddCall(odd, model) as unknown })) : [];
    for (const { path, odd, value } of [...mutations(call), ...everything]) {
      // The same oddity at the same place of another call tells nothing new.
      const key = `${path} ${JSON.stringify(odd)}`;
      if (tried.has(key)) continue;
      tried.add(key);
      const draft = drafted({ adapter, settings, operation: surface.operation, model }, structuredClone(value) as Json);
      const where = () => `asked with ${odd === undefined ? `no ${path}` : `${path} odd (${shown(odd)})`}`;
      if (draft.kind === 'refused') witness.keep(where, draft.fault);
      if (draft.kind === 'thrown') witness.see(where, () => rethrow(draft.error));
    }
  }
}

function rethrow(error: unknown): never {
  throw error;
}
