import type { Request } from '../request/body-of.ts';

/** A call that is to be written down as a program. */
export interface Call extends Request {
  /** `http://127.0.0.1:8787/v1` */
  readonly baseUrl: string;
}

/** Read from the environment by every program: a key in a clipboard ends in places where no key belongs. */
export const KEY_NAME = 'SLUICE_API_KEY';

/** Headers under which the gateway knows them. */
export const wireHeaders = ({ headers }: Request): readonly (readonly [name: string, value: string])[] =>
  Object.entries(headers).map(([name, value]) => [`x-portkey-${name}`, value]);

/** Whether the answer comes as a stream. */
export const isStreamed = ({ body }: Request): boolean => body['stream'] === true;
