import Joi from 'joi';

/** The name of a thing that callers use. */
export const slug = Joi.string().pattern(/^[A-Za-z0-9][\w.-]*$/, 'letters, digits, dashes, dots and underscores');

/** Whose a thing is; nobody's where it is not said, and everybody may use it. */
export const workspace = slug;
