import { WireRefusal } from '../wire-format.ts';

/** The API's own answer to what is wrong. */
export const refuse = (message: string): never => {
  throw new WireRefusal(400, { message });
};

export const unknown = (path: string): never => refuse(`Unexpected field: ${path}`);
