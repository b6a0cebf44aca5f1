import { describe } from '@jest/globals';
import type { Check } from '@sluice/provider-sdk/check';
import { runCheck, type CheckCase } from '../extensions/check.ts';
import { holds } from './holds.ts';

/** One test for each case: the check is asked as a gateway asks it. */
export function describeCheck<Parameters>(check: Check<Parameters>, cases: readonly CheckCase[]): void {
  describe(`check ${check.id}`, () => {
    for (const each of cases) holds(each.name, () => runCheck(check as Check, each));
  });
}
