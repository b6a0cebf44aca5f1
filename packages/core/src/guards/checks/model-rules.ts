import Joi from 'joi';
import type { JsonRecord } from '../subject.ts';
import { defineCheck, NOT, type Finding } from './check-kind.ts';

interface Rules {
  readonly defaults?: readonly string[];
  /** By metadata key, then by its value. */
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const models = Joi.array().items(Joi.string());

/** A request that names no model is not on any list, and not off any list either. */
function verdictOn(request: JsonRecord, allowed: readonly string[], not: boolean): Finding {
  const { model } = request;
  if (typeof model !== 'string') return { verdict: false, data: { not, explanation: 'The request names no model.' } };
  const listed = allowed.includes(model);
  return { verdict: listed !== not, data: { requestedModel: model, not, explanation: `The model is ${listed ? '' : 'not '}in the list.` } };
}

/** The request's model is in a list. */
export const modelWhitelist = defineCheck<{ models: readonly string[]; not: boolean }>({
  id: 'default.modelWhitelist',
  phases: ['before'],
  parameters: { models: models.min(1).required(), not: NOT },
  run: ({ subject, parameters }) => verdictOn(subject.request, parameters.models, parameters.not),
});

/** The request's model is allowed for what its metadata says. */
export const modelRules = defineCheck<{ rules: Rules; not: boolean }>({
  id: 'default.modelRules',
  phases: ['before'],
  parameters: {
    rules: Joi.object({ defaults: models, metadata: Joi.object().pattern(Joi.string(), Joi.object().pattern(Joi.string(), models)) })
      .or('defaults', 'metadata')
      .required(),
    not: NOT,
  },
  run: ({ subject, parameters }) => verdictOn(subject.request, allowedFor(subject.metadata, parameters.rules), parameters.not),
});

/** The defaults count only where no rule speaks. */
function allowedFor(metadata: Readonly<Record<string, string>>, rules: Rules): readonly string[] {
  const matching = Object.entries(rules.metadata ?? {}).flatMap(([key, byValue]) => {
    const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
    return value !== undefined && Object.hasOwn(byValue, value) ? [byValue[value] ?? []] : [];
  });
  return matching.length > 0 ? matching.flat() : (rules.defaults ?? []);
}
