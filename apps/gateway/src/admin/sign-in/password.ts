import { FaultError } from '@sluice/provider-sdk';
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const BYTES = 32;

/** Each takes 128 MB and a third of a second of one of the few threads that also find hosts' addresses for calls. */
const MOST_WAITING = 16;

/** What is kept of a password: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * Whether this is the password that was kept. It takes as long where none was, so that nobody learns whom we know.
 *
 * @param kept Undefined or null for somebody who has none, or is nobody.
 */
export async function isPassword(password: string, kept: string | null | undefined): Promise<boolean> {
  const [, N, r, p, salt, hash] = kept?.split('$') ?? [];
  const known = salt !== undefined && hash !== undefined;
  const options = known ? { N: Number(N), r: Number(r), p: Number(p) } : COST;
  const expected = known ? Buffer.from(hash, 'base64url') : randomBytes(BYTES);
  const given = await derive(password, known ? Buffer.from(salt, 'base64url') : randomBytes(16), options);
  return timingSafeEqual(given, expected) && known;
}

const scryptAsync = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** One after the other, whoever asks. */
async function derive(
  password: string,
  salt: Buffer,
  options: { readonly N: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  if (waiting >= MOST_WAITING)
    throw new FaultError({ kind: 'overloaded', message: 'Too many people sign in at this moment: try again shortly', retryAfterMs: 5000 });
  waiting += 1;
  const turn = last.then(() => scryptAsync(password.normalize('NFKC'), salt, BYTES, { ...options, maxmem: 256 * options.N * options.r }));
  last = turn.catch(() => {});
  try {
    return await turn;
  } finally {
    waiting -= 1;
  }
}
