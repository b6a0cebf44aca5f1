import Joi from 'joi';
import type { GuardTools } from '../subject.ts';
import { defineCheck, type Finding } from './check-kind.ts';
import { issuerKeys } from './jwks-cache.ts';
import { SERVICE_URL } from './service.ts';

interface Parameters {
  readonly jwksUri: string;
  readonly headerKey: string;
  /** Seconds. */
  readonly cacheMaxAge: number;
  /** Seconds. */
  readonly clockTolerance: number;
  /** Seconds, or a span as `1d`. */
  readonly maxTokenAge: number | string;
}

/** How long an unknown key waits before the issuer is asked again: tokens with made-up keys must not make us ask each time. */
const ASK_AGAIN_MS = 60_000;

/**
 * A header holds a token that the issuer signed. Whatever hinders the proof is a false verdict, not an error:
 * errors pass, and a token must not pass because its issuer is down.
 */
export const jwt = defineCheck<Parameters>({
  id: 'default.jwt',
  phases: ['before'],
  parameters: {
    jwksUri: SERVICE_URL.required(),
    headerKey: Joi.string().default('Authorization'),
    cacheMaxAge: Joi.number().min(0).default(86_400),
    clockTolerance: Joi.number().min(0).default(5),
    maxTokenAge: Joi.alternatives(
      Joi.number().positive(),
      Joi.string().pattern(/^\d+ ?(?:s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)$/i),
    ).default('1d'),
  },
  async run({ subject, parameters, tools }) {
    const name = parameters.headerKey.toLowerCase();
    const header = Object.hasOwn(subject.headers, name) ? subject.headers[name] : undefined;
    const token = header?.replace(/^bearer\s+/i, '');
    if (!token) return failed(`The request has no ${parameters.headerKey} header.`);
    try {
      await verify(token, parameters, tools);
      return { verdict: true, data: { explanation: 'The token is valid.' } };
    } catch (error) {
      const code = joseCode(error);
      return failed(code ? `The token is not valid: ${code}.` : 'The keys of the issuer cannot be had.');
    }
  },
});

const failed = (explanation: string): Finding => ({ verdict: false, data: { explanation } });

/** How the library says why a token is refused; none for an error that is not its own. */
function joseCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^ERR_J[OW]/.test(code) ? code : undefined;
}

async function verify(token: string, { jwksUri, cacheMaxAge, clockTolerance, maxTokenAge }: Parameters, tools: GuardTools): Promise<void> {
  // Loaded for the first token: most gateways check none.
  const { jwtVerify } = await import('jose');
  const options = { clockTolerance, maxTokenAge, currentDate: new Date(tools.now()) };
  const kept = await issuerKeys(jwksUri, cacheMaxAge * 1000, tools);
  try {
    await jwtVerify(token, kept.keys, options);
  } catch (error) {
    if (joseCode(error) !== 'ERR_JWKS_NO_MATCHING_KEY' || tools.now() - kept.askedAt < ASK_AGAIN_MS) throw error;
    // The issuer may have changed its keys since.
    await jwtVerify(token, (await issuerKeys(jwksUri, ASK_AGAIN_MS, tools)).keys, options);
  }
}
