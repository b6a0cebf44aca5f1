import { WireRefusal } from '../wire-format.ts';

/** The API's own answer to what is wrong. */
export const refuse = (message: string): never => {
  throw new WireRefusal(400, { type: 'error', error: { type: 'invalid_request_error', message }, request_id: 'req_1' });
};

export const extra = (path: string) => refuse(`${path}: Extra inputs are not permitted`);
