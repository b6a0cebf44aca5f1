import type { GuardrailActions } from '@sluice/contract';

/** Actions as they are kept: what is null is not there. Whether they make sense is for whoever reads guardrails to say. */
export const readActions = (given: GuardrailActions | null | undefined): GuardrailActions => withoutNull(given ?? {}) as GuardrailActions;

const withoutNull = (given: object): object =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]: [string, unknown]) => {
      if (value === null || value === undefined) return [];
      return [[name, typeof value === 'object' && name !== 'metadata' ? withoutNull(value) : value]];
    }),
  );
