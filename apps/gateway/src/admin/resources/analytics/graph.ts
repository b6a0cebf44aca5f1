import Joi from 'joi';
import { shownTime } from '../../shown-time.ts';
import type { Question } from './question.ts';

/** A graph, as it is declared. */
export interface DeclaredGraph {
  /** Below `/analytics/graphs/`. */
  readonly name: string;
  /** As the clients of one language call it. */
  readonly also?: readonly string[];
  /** What it shows, in a sentence without a full stop. */
  readonly shows: string;
  readonly summary: Joi.PartialSchemaMap;
  /** Of a point, `timestamp` included where it has one. */
  readonly point: Joi.PartialSchemaMap;
  readonly draw: (question: Question) => Promise<Drawn>;
}

export interface Drawn {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly points: readonly Readonly<Record<string, unknown>>[];
}

export const COUNT = Joi.number().integer().min(0).required();

/** Where there may be nothing to take it of. */
export const MEASURED = Joi.number().allow(null).required();

/** US cents of some requests. */
export const COST = MEASURED.description('US cents, of requests whose cost is known; null where it is of none');

/** Beside it. */
export const UNPRICED = COUNT.description('Requests whose cost nobody knows');

export const TIMESTAMP = { timestamp: Joi.string().isoDate().required().description('The beginning of the stretch') };

export const stamped = <Members extends object>(at: number, members: Members) => ({ timestamp: shownTime(at), ...members });

/** A graph whose summary and points have the same members. */
export const even = (members: Joi.PartialSchemaMap): Pick<DeclaredGraph, 'summary' | 'point'> => ({
  summary: members,
  point: { ...TIMESTAMP, ...members },
});
