import { FaultError } from './fault.ts';

/** A segment that means another place than its own. */
const DOTS = /(?:^|\/)\.{1,2}(?=[/?]|$)/;

/**
 * The path of an operation, into which a model or an account was put: it may not lead elsewhere.
 *
 * @throws FaultError `invalid_request`
 */
export function plainPath(path: string): string {
  if (!DOTS.test(path)) return path;
  throw new FaultError({
    kind: 'invalid_request',
    message: 'A model, a deployment or a project is named "." or "..", which leads out of the provider’s address: name it in full',
    code: 'invalid_path',
  });
}
