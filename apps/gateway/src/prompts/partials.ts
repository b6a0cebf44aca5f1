import { readTemplate, type PartialPiece, type Template } from './read-template.ts';
import { writeTemplate, type Work } from './write-template.ts';

/** A text that prompts put into theirs. */
export interface Partial {
  readonly string: string;
}

/** The stored partials, as far as one prompt may use them; answers are known at once. */
export interface PartialDirectory {
  /** By slug or id, alone for the published version, or with `@5` or `@label` behind it. */
  find(reference: string): Partial | undefined;
}

/** Where there are none. */
export const NO_PARTIALS: PartialDirectory = { find: () => undefined };

/** Each partial is read once, for as long as somebody keeps it. */
const known = new WeakMap<Partial, Template>();

function templateOf(partial: Partial): Template {
  const template = known.get(partial) ?? readTemplate(partial.string);
  known.set(partial, template);
  return template;
}

/** Partials that are named and not there. */
export class MissingPartialsError extends Error {
  override readonly name = 'MissingPartialsError';
}

/**
 * Finds every partial that a template names.
 *
 * @throws MissingPartialsError naming all that are not there.
 */
export function findPartials(
  pieces: readonly PartialPiece[],
  variables: Readonly<Record<string, unknown>>,
  directory: PartialDirectory,
): ReadonlyMap<PartialPiece, Partial> {
  const found = new Map<PartialPiece, Partial>();
  const missing = { template: new Set<string>(), variable: new Set<string>() };
  for (const piece of pieces) {
    const reference = referenceOf(piece, variables);
    const partial = reference === undefined ? undefined : directory.find(reference);
    if (partial) found.set(piece, partial);
    else missing[piece.from].add(piece.name);
  }
  if (missing.template.size > 0)
    throw new MissingPartialsError(
      `Missing prompt partials: ${list(missing.template)}. The template names them, and none of that name is stored.`,
    );
  if (missing.variable.size > 0)
    throw new MissingPartialsError(
      `Missing variable partials: ${list(missing.variable)}. Each of these variables has to hold the slug of a stored partial.`,
    );
  return found;
}

/** A partial with the prompt's variables in its places. A partial that it names itself is left out. */
export const writePartial = (partial: Partial, variables: Readonly<Record<string, unknown>>, work: Work): string =>
  writeTemplate(templateOf(partial), { language: 'plain', variables, work });

function referenceOf({ from, name }: PartialPiece, variables: Readonly<Record<string, unknown>>): string | undefined {
  if (from === 'template') return name;
  const held = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return typeof held === 'string' ? held : undefined;
}

const list = (names: ReadonlySet<string>) => [...names].join(', ');
