import { randomBytes } from 'node:crypto';

/** A new key of ours. It is told to its maker once. */
export const newToken = (): string => `sk-sluice-${randomBytes(24).toString('hex')}`;

/** As lists show it: enough to tell one key from another. */
export const hintOf = (token: string): string => `sk-sluice-…${token.slice(-4)}`;
