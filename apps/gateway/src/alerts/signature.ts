import { createHmac } from 'node:crypto';

export interface Signed {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly body: string;
}

/** Keys in the form that Standard Webhooks has for them are bytes; any other is taken as text. */
const KEY_PREFIX = 'whsec_';

/** By Standard Webhooks, so that receivers need no code of ours: https://www.standardwebhooks.com */
export function signature({ id, timestamp, body }: Signed, secret: string): string {
  const key = secret.startsWith(KEY_PREFIX) ? Buffer.from(secret.slice(KEY_PREFIX.length), 'base64') : Buffer.from(secret);
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
