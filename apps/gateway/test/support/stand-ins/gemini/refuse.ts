import { WireRefusal } from '../wire-format.ts';

/** The API's own answer to what is wrong. */
export const refuse = (message: string): never => {
  throw new WireRefusal(400, { error: { code: 400, message, status: 'INVALID_ARGUMENT' } });
};

/** As Google's servers say it. */
export const unknown = (name: string): never => refuse(`Invalid JSON payload received. Unknown name "${name}": Cannot find field.`);
