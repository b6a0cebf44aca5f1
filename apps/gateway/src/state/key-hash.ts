import { createHmac } from 'node:crypto';

/** What is kept of a key of ours, and what it is looked up by: useless without the secret that it was made with. */
export type KeyHash = (token: string) => string;

export const keyHashWith =
  (secret: Buffer): KeyHash =>
  (token) =>
    createHmac('sha256', secret).update(token).digest('base64url');
