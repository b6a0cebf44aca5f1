import Joi from 'joi';

/** A member that people may send, and that nothing here acts on: refused with the reason, unless it says nothing. */
export const notDone = (why: string): Joi.Schema =>
  Joi.any()
    .custom((value: unknown, { message }) =>
      // What stands in braces would be taken for a name of the template's.
      saysNothing(value) ? value : message({ custom: '{{#label}} is not done by this version of Sluice: {{#why}}' }, { why }),
    )
    .strip()
    .description(`Refused, unless it is empty: ${why}`);

const saysNothing = (value: unknown): boolean => {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value).every((each) => each === null);
};
