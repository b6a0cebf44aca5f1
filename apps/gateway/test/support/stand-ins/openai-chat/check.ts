import { WireRefusal } from '../wire-format.ts';
import type { Rules } from './rules.ts';

/** What a check has at hand. */
export interface Check {
  readonly rules: Rules;
  readonly refuse: (message: string, param?: string | null, code?: string | null) => never;
  readonly unknown: (path: string) => never;
}

export function checkBy(rules: Rules): Check {
  const refuse = (message: string, param: string | null = null, code: string | null = null): never => {
    const { status, body } = rules.wrong(message, param, code);
    throw new WireRefusal(status, body);
  };
  return { rules, refuse, unknown: (path) => refuse(`Unknown parameter: '${path}'.`, path, 'unknown_parameter') };
}
