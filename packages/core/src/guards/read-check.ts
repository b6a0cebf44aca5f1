import type { Extensions } from '../extensions.ts';
import type { CheckKind } from './checks/check-kind.ts';
import { customKind } from './checks/custom.ts';
import { CHECK_IDS, checkOf } from './checks/index.ts';
import type { Check, Phase } from './hook.ts';
import { isPartnersCheckId } from './reserved-ids.ts';
import { isRecord, type JsonRecord } from './subject.ts';

/** Where something is in a config. */
export type Path = readonly (string | number)[];

/** What is wrong in a config, and what to do about it. */
export interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** A check as a config writes it. */
export interface WrittenCheck {
  readonly id: string;
  /** Where its parameters are. */
  readonly path: Path;
  readonly parameters: unknown;
}

/** Where a check stands: what it may be depends on it. */
export interface CheckPlace {
  readonly phase: Phase;
  readonly type: 'guardrail' | 'mutator';
  readonly async: boolean;
}

/** A check whose parameters are good, or what is wrong with it. */
export function readCheck(
  { id, path, parameters }: WrittenCheck,
  place: CheckPlace,
  plugins: Extensions['checks'],
): Check | readonly Problem[] {
  const fullId = id.includes('.') ? id : `default.${id}`;
  const own = checkOf(fullId);
  const plugin = own ? undefined : plugins.get(fullId.toLowerCase());
  const kind = own ?? (plugin && customKind(plugin));
  if (!kind) return [{ path: [...path], message: unknownCheck(fullId, plugins) }];
  if (parameters !== undefined && parameters !== null && !isRecord(parameters)) {
    return [{ path: [...path], message: `${kind.id} takes an object of parameters` }];
  }
  const misplaced = misplacement(kind, place);
  if (misplaced) return [{ path: [...path], message: misplaced }];
  const { value, error } = kind.parameters.validate(parameters ?? {}, { abortEarly: false, convert: false });
  if (!error) return { id: kind.id, parameters: value as JsonRecord, ...(plugin && { custom: kind }) };
  return error.details.map(({ path: inside, message, context }) => ({
    path: [...path, ...inside],
    // A custom rule's own words say more than Joi's sentence around them.
    message: `${kind.id}: ${context?.['error'] instanceof Error ? about(inside, context['error'].message) : message}`,
  }));
}

const about = (inside: readonly (string | number)[], said: string) => (inside.length === 0 ? said : `"${inside.join('.')}": ${said}`);

function unknownCheck(id: string, plugins: Extensions['checks']): string {
  const ids = [...CHECK_IDS, ...Array.from(plugins.values(), (plugin) => plugin.id)].join(', ');
  return isPartnersCheckId(id)
    ? `${id} is a check of a partner, which this gateway does not have: call the service through default.webhook, or take the check out`
    : `${id} is neither a check nor a member of a hook; the checks are ${ids}. A check of your own is a plugin: name its package in "plugins"`;
}

function misplacement({ id, phases, rewrites }: CheckKind, { phase, type, async }: CheckPlace): string | undefined {
  if (!phases.includes(phase)) {
    return phase === 'after'
      ? `${id} looks at the request: put it in "input_guardrails" or "before_request_hooks"`
      : `${id} looks at the response: put it in "output_guardrails" or "after_request_hooks"`;
  }
  if (type === 'mutator' && !rewrites) return `${id} rewrites nothing, so it cannot be in a mutator: put it in a guardrail`;
  // A webhook judges too, which it can do beside the request.
  if (async && rewrites && id !== 'default.webhook') return `${id} rewrites, which "async": true cannot: take "async" out`;
  return undefined;
}
