import type { Difference, Json, ProviderAdapter } from '@sluice/provider-sdk';
import type { CellPlan } from '../cells.ts';
import { objectionOf } from '../judge/objection.ts';
import type { Outcome } from '../judge/outcome.ts';
import { isForm, type Feature, type Form, type Surface } from '../surfaces/index.ts';
import { isWithin, valuesAt } from './values-at.ts';

/**
 * The declared difference that explains why a cell failed: it loses or changes what this very cell asks for, with this model, and
 * what came is else a sound answer. A member that is left out breaks no answer, and so excuses none that is broken.
 */
export function excuseFor(plan: CellPlan, { differences }: ProviderAdapter, outcome: Outcome): string | undefined {
  const { surface, feature, model } = plan;
  const asked = callIn(feature.ask);
  const explains = (difference: Difference) => {
    const { operation = 'chat', fate, example } = difference;
    if (fate === 'refused' || operation !== surface.operation) return false;
    if (example['model'] !== undefined && example['model'] !== model) return false;
    return (feature.excusedBy ?? []).some((loss) => isLoss(loss, difference, asked));
  };
  const difference = differences.find(explains);
  return difference && isPlainAnswer(plan, outcome) ? sentenceOf(difference) : undefined;
}

/** The declared difference by which a cell is refused: of what a plain call does not ask for too. Not to be asked of groundwork. */
export function declaredRefusal({ surface, feature }: CellPlan, { differences }: ProviderAdapter, param: string): string | undefined {
  const [asked, plain] = [callIn(feature.ask), callIn(plainIn(surface, 'text')?.ask)];
  const difference = differences.find(({ operation = 'chat', fate, member, example }) => {
    if (fate !== 'refused' || operation !== surface.operation) return false;
    if (!isWithin(member, param) && !isWithin(param, member)) return false;
    const usual = valuesAt(plain, member);
    const own = [...valuesAt(asked, member)].filter((value) => !usual.has(value));
    const shown = valuesAt(example, member);
    return own.length > 0 && (usual.size === 0 || own.some((value) => shown.has(value)));
  });
  return difference && sentenceOf(difference);
}

/** A provider that cannot do these does not have the operation, or does not work: no difference makes it well. */
export const isGroundwork = ({ name }: Feature): boolean => name === 'text' || name === 'stream';

/**
 * A loss is named by its whole path; where it is one of a certain value, by an example that has that value. What is changed is
 * changed in the example's case, and other values of the same member are none.
 */
function isLoss(loss: string, { member, fate, example }: Difference, asked: Json): boolean {
  const [path, value] = loss.split('=') as [string, string?];
  const shown = valuesAt(example, path);
  if (value !== undefined) return isWithin(path, member) && shown.has(value);
  return path === member && (fate === 'dropped' || [...valuesAt(asked, path)].some((each) => shown.has(each)));
}

/** Whether it would do as an answer to a call that asks for nothing in particular. */
function isPlainAnswer({ surface, feature }: CellPlan, outcome: Outcome): boolean {
  const plain = plainIn(surface, callIn(feature.ask)['stream'] === true ? 'stream' : 'text');
  return plain !== undefined && objectionOf(() => plain.judge(outcome)) === undefined;
}

const plainIn = ({ features }: Surface, name: 'text' | 'stream') => features.find((feature) => feature.name === name);

const callIn = (ask: Json | Form = {}): Json => (isForm(ask) ? {} : ask);

const sentenceOf = ({ member, fate, how }: Difference): string => `${member} is ${fate}: ${how}`;
