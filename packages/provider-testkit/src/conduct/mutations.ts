import { isObject } from '../judge/members.ts';
import { ODD } from '../odd/index.ts';

/** Something odd, and where it was put. */
export interface Mutation {
  readonly path: string;
  /** What stands there now; undefined where nothing does. */
  readonly odd: unknown;
  readonly value: unknown;
}

/**
 * The same value again and again, each time with one place odd. Of places that are alike, as the members of a list are,
 * the first stands for all.
 */
export function* mutations(whole: unknown): Generator<Mutation> {
  for (const path of placesIn(whole)) {
    for (const odd of ODD) yield { path: path.join('.'), odd, value: replaced(whole, path, odd) };
    yield { path: path.join('.'), odd: undefined, value: without(whole, path) };
  }
}

type Path = readonly (string | number)[];

function placesIn(whole: unknown): readonly Path[] {
  const seen = new Set<string>();
  const places: Path[] = [];
  const visit = (value: unknown, path: Path) => {
    const stem = path.map((step) => (typeof step === 'number' ? '[]' : step)).join('.');
    if (path.length > 0 && !seen.has(stem)) places.push(path);
    seen.add(stem);
    if (Array.isArray(value)) (value as readonly unknown[]).slice(0, 3).forEach((each, index) => visit(each, [...path, index]));
    else if (isObject(value)) for (const [name, each] of Object.entries(value)) visit(each, [...path, name]);
  };
  visit(whole, []);
  return places;
}

function replaced(whole: unknown, [step, ...rest]: Path, odd: unknown): unknown {
  if (step === undefined) return odd;
  if (Array.isArray(whole)) return (whole as readonly unknown[]).map((each, index) => (index === step ? replaced(each, rest, odd) : each));
  const object = whole as Readonly<Record<string, unknown>>;
  return { ...object, [step]: replaced(object[step], rest, odd) };
}

function without(whole: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(whole)) {
    const list = whole as readonly unknown[];
    return rest.length === 0
      ? list.filter((_, index) => index !== step)
      : list.map((each, index) => (index === step ? without(each, rest) : each));
  }
  const { [step]: value, ...others } = whole as Readonly<Record<string, unknown>>;
  return rest.length === 0 ? others : { ...(whole as object), [step]: without(value, rest) };
}
