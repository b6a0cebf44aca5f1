/** Shorter keys would be half told by their end. */
const LONG_ENOUGH = 16;

/** What is shown of a secret: its last four characters, so that people know which it is. */
export const mask = (secret: string): string => (secret.length < LONG_ENOUGH ? '••••' : `••••${secret.slice(-4)}`);
