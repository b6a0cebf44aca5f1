import type { Incoming } from './incoming.ts';
import type { Trail } from './outcome.ts';
import type { Call } from './rooms/read-call.ts';
import type { Resolved } from './rooms/resolve.ts';
import type { Answered } from './route/answered.ts';
import type { Journal } from './route/journal.ts';
import type { Target } from './target.ts';

/** A request on its way, as far as its trail tells of it. */
export interface Travelling {
  readonly incoming: Incoming;
  readonly call: Call;
  /** The config that it goes by. */
  readonly stored: Resolved | undefined;
  /** Where choices are written down, where there are any. */
  readonly journal: Journal | undefined;
}

/** What can be told as soon as a target is to be asked, should the caller go before it answers. */
export function trailBefore(request: Travelling, target: Target): Trail {
  const { model, streamed } = request.call;
  return trailOf(request, {
    target: target.label,
    provider: target.provider.id,
    virtualKey: target.virtualKey?.slug,
    prompt: target.prompt?.prompt,
    model,
    streamed,
    retries: 0,
    cache: 'DISABLED',
    substituted: undefined,
  });
}

/** What can be told once a target has answered. */
export function trailOf(
  { incoming, call, stored, journal }: Travelling,
  answered: Omit<Answered, 'outcome'> & Partial<Pick<Answered, 'outcome'>>,
): Trail {
  const { outcome, provider, target, model, virtualKey, prompt, streamed, retries, cache, substituted } = answered;
  const { door } = incoming;
  const known = door.kind === 'operation';
  return {
    provider,
    target,
    model,
    askedModel: call.model,
    virtualKey,
    config: stored?.slug === undefined ? undefined : (stored as Required<Resolved>),
    prompt,
    operation: known ? door.operation : undefined,
    dialect: known ? door.dialect : undefined,
    streamed,
    retries,
    cache,
    substituted,
    rescued: outcome !== undefined && outcome.status < 400 && isRescue(target, incoming, journal),
    experiment: journal?.experiment,
    variant: journal?.variant,
    shadow: stored?.config.shadow,
    steps: journal?.steps,
  };
}

/** Whether somebody else was asked before, or could not be: one who merely answered later does not count. */
function isRescue(target: string, { account: { tries } }: Incoming, journal: Journal | undefined): boolean {
  const first = tries[0];
  if (first !== undefined && first.target !== target) return true;
  return journal?.steps.some((step) => step.kind === 'attempt' && step.lost !== true && step.target !== target) ?? false;
}
