import type Joi from 'joi';

/** Members of a query, where one client sends `workspace_id=` for what its user has left out. */
export const emptyIsAbsent = (members: Readonly<Record<string, Joi.Schema>>): Record<string, Joi.Schema> =>
  Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, schema.empty('')]));
