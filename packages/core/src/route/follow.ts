import { isFaultError } from '@sluice/provider-sdk';
import type { ConfigNode, ForkConfig } from '../config/config.ts';
import type { Chance } from '../draft-request.ts';
import { failureOf } from '../failure.ts';
import { chooserFor, type Chooser } from '../strategies/index.ts';
import { variantOf } from '../strategies/split.ts';
import type { Candidate } from '../strategies/strategy.ts';
import { unanswered, type Answered } from './answered.ts';
import { hedged } from './hedged.ts';
import type { Lack } from './needs.ts';
import { discard, type Followed, type GoOn, type Taken, type Walk } from './walk.ts';

const nobody: GoOn = () => Promise.resolve(undefined);

/** How much a branch may lack and be asked all the same: the second and the third only where nobody else was left. */
const TOLERANCES = ['nothing', 'what a catalogue says', 'anything'] as const;

type Tolerance = (typeof TOLERANCES)[number];

/** Follows a config to an answer: a target is asked, a fork chooses and follows. */
export async function follow(node: ConfigNode, walk: Walk, chance: Chance): Promise<Followed> {
  if (node.kind === 'target') return { answer: await walk.ask(node, chance), goOn: nobody };
  const chooser = chooserFor(node);
  for (const tolerance of TOLERANCES) {
    const followed = await takeNext({ fork: node, chooser, proposals: begin(node, chooser, walk), tolerance }, walk, chance);
    if (followed) return followed;
    // Nobody was fit, as far as is known. What is known may be out of date, and refusing would help nobody.
    if (tolerance === 'nothing')
      walk.journal.add({ kind: 'skipped', target: node.label, reason: 'no target is fit, so they are asked all the same' });
  }
  throw new Error(`the fork ${node.label} has no branches`);
}

/** A fork on its way through its branches. */
interface Passage {
  readonly fork: ForkConfig;
  readonly chooser: Chooser;
  readonly proposals: Iterator<Candidate>;
  readonly tolerance: Tolerance;
}

const begin = ({ branches }: ForkConfig, chooser: Chooser, { turn }: Walk): Iterator<Candidate> =>
  chooser.propose(branches, turn)[Symbol.iterator]();

/** Takes branches until one answers so that nobody moves on. Undefined where all were passed over. */
async function takeNext(passage: Passage, walk: Walk, chance: Chance): Promise<Followed | undefined> {
  const { fork } = passage;
  if (fork.strategy.mode === 'fallback' && fork.strategy.hedgeAfterMs !== undefined && !chance.continues && !walk.once) {
    const came = await hedged(fork, fork.strategy.hedgeAfterMs, () => nextTaken(passage, walk), walk, chance);
    return came && { ...came, goOn: onwards(came.goOn, passage) };
  }
  let last: Followed | undefined;
  for (;;) {
    const taken = nextTaken(passage, walk);
    if (taken === undefined) return last;
    if (last) discard(last.answer);
    if (taken.kind === 'refused') return { answer: taken.answer, goOn: nobody };
    last = await taken.follow(chance);
    if (walk.once) return { answer: last.answer, goOn: onwards(last.goOn, passage) };
    const verdict = judge(fork, last, walk);
    if (verdict === 'enough') return { answer: last.answer, goOn: onwards(last.goOn, passage) };
    if (verdict !== 'next') return verdict;
  }
}

/** Whether an answer is the one; a strategy that cannot say so refuses the request. */
function judge(fork: ForkConfig, { answer }: Followed, walk: Walk): 'enough' | 'next' | Followed {
  try {
    return walk.movesOn(fork, answer) ? 'next' : 'enough';
  } catch (error) {
    const refused = refusal(fork, error);
    discard(answer);
    return { answer: refused, goOn: nobody };
  }
}

/** What becomes of a request that a strategy threw at. */
function refusal({ label }: ForkConfig, error: unknown): Answered {
  if (!isFaultError(error)) throw error;
  return unanswered(label, failureOf(error.fault));
}

/** The next branch that is fit. */
function nextTaken({ fork, chooser, proposals, tolerance }: Passage, walk: Walk): Taken | undefined {
  for (;;) {
    let next: IteratorResult<Candidate, unknown>;
    try {
      next = proposals.next();
    } catch (error) {
      return { kind: 'refused', answer: refusal(fork, error) };
    }
    if (next.done) return undefined;
    const candidate = next.value;
    const branch = fork.branches[candidate.branch]!;
    const lack = tolerance !== 'anything' && chooser.alternatives ? fitnessOf(branch, walk) : undefined;
    if (lack && (lack.certain || tolerance === 'nothing')) {
      if (tolerance === 'nothing') walk.journal.add({ kind: 'skipped', target: branch.label, reason: lack.reason });
      continue;
    }
    candidate.taken?.();
    const { strategy } = fork;
    walk.journal.add({ kind: 'chosen', fork: fork.label, mode: chooser.mode, target: branch.label, why: candidate.why() });
    if (strategy.mode === 'split') {
      walk.journal.experiment = strategy.experiment;
      walk.journal.variant = variantOf(branch);
    }
    const others = strategy.mode === 'fallback' && candidate.branch < fork.branches.length - 1;
    return { kind: 'taken', branch, follow: (chance) => follow(branch, walk, others ? { ...chance, target: true } : chance) };
  }
}

/** A fork is fit as soon as one of its targets is, and lacks only what all of them lack for certain. */
export function fitnessOf(node: ConfigNode, walk: Pick<Walk, 'lackOf'>): Lack | undefined {
  if (node.kind === 'target') return walk.lackOf(node);
  let least: Lack | undefined;
  for (const branch of node.branches) {
    const lack = fitnessOf(branch, walk);
    if (!lack) return undefined;
    if (!least || !lack.certain) least = lack;
  }
  return least;
}

/** First whoever is left within the branch that answered, then the branches behind it. */
const onwards =
  (inner: GoOn, passage: Passage): GoOn =>
  async (walk, chance) => {
    const followed = await inner(walk, chance);
    // That one may break off too, and the branches behind are still there.
    if (followed) return { ...followed, goOn: onwards(followed.goOn, passage) };
    return passage.fork.strategy.mode === 'fallback' ? takeNext(passage, walk, chance) : undefined;
  };
