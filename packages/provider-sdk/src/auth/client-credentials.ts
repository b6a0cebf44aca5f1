import type { AuthTools } from '../auth-tools.ts';
import { FaultError } from '../fault.ts';
import type { WireRequest } from '../wire.ts';

/** Who asks for a token, of whom, and for what. */
export interface ClientCredentials {
  /** Where tokens are given out. */
  readonly tokenURL: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the token is to be good for, as the provider names it; several with spaces between. */
  readonly scope: string;
}

/**
 * An access token by OAuth 2.0's client credentials grant, asked for once and kept until it is about to run out.
 * Source: RFC 6749, section 4.4.
 *
 * @throws FaultError where none is given.
 */
export function clientCredentialsToken({ tokenURL, clientId, clientSecret, scope }: ClientCredentials, tools: AuthTools): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope });
  return rememberedToken(
    JSON.stringify(['client_credentials', tokenURL, clientId, clientSecret, scope]),
    {
      method: 'POST',
      url: tokenURL,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: Buffer.from(form.toString()),
    },
    tools,
  );
}

/** A token that has less than this left is fetched anew, so that none runs out on its way. */
const MARGIN_MS = 60_000;

/** What is taken of a token endpoint's answer; some send the seconds as text. */
interface TokenAnswer {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
  readonly error?: unknown;
  readonly error_description?: unknown;
}

/** The `access_token` that a request is answered with, kept under a name that holds all that it depends on. */
export const rememberedToken = (name: string, request: WireRequest, tools: AuthTools): Promise<string> =>
  tools.remember(name, async () => {
    const { status, body } = await tools.send(request);
    const answer = read(body);
    const token = answer.access_token;
    if (status >= 300 || typeof token !== 'string' || token === '') throw refused(status, answer);
    const seconds = Number(answer.expires_in);
    return { value: token, expiresAtMs: tools.now() + Math.max(0, (seconds > 0 ? seconds * 1000 : 0) - MARGIN_MS) };
  });

function read(body: Uint8Array): TokenAnswer {
  try {
    const answer: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    // A page of HTML says no more than its status.
    return {};
  }
}

function refused(status: number, { error, error_description: description }: TokenAnswer): FaultError {
  const why = [description, error].find((each): each is string => typeof each === 'string' && each !== '');
  const ours = status >= 300 && status < 500 && status !== 429;
  return new FaultError({
    kind: ours ? 'credential_refused' : 'upstream_error',
    message: `No access token was given (${status})${why === undefined ? '' : `: ${why}`}`,
    code: typeof error === 'string' ? error : undefined,
  });
}
