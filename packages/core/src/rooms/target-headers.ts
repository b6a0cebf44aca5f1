import { FaultError } from '@sluice/provider-sdk';
import { ownHeader, type Incoming } from '../incoming.ts';

/** Milliseconds out of `x-portkey-request-timeout`. */
export function requestTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new FaultError({
    kind: 'invalid_request',
    message: `x-portkey-request-timeout takes whole milliseconds, not "${text}"`,
    param: 'x-portkey-request-timeout',
    code: 'invalid_header',
  });
}

/** Names out of `x-portkey-forward-headers`, in lower case. */
export function forwardedNames(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const names = text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  if (!names.includes('x-portkey-forward-headers') && !names.includes('x-sluice-forward-headers')) return names;
  throw new FaultError({
    kind: 'invalid_request',
    message: 'x-portkey-forward-headers cannot forward itself: leave it out of its own list',
    param: 'x-portkey-forward-headers',
    code: 'invalid_header',
  });
}

/** False where the config or the request says so. Wire spec §8.3. */
export const isStrict = ({ headers }: Incoming, strict: boolean): boolean =>
  strict && ownHeader(headers, 'strict-open-ai-compliance') !== 'false';
