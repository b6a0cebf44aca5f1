import { randomBytes } from 'node:crypto';

/** Known secrets, and the search for them wherever they must not be. */
export interface Canaries {
  /** A new one, to be used as this. */
  make(what: string): string;
  /** One that the gateway made and told once. */
  told(what: string, secret: string): string;
  /** Those that are in this text, in whatever form. */
  in(where: string, bytes: Buffer | string): readonly string[];
  readonly count: () => number;
}

/** Each once, and none of them by chance. */
export function hatch(): Canaries {
  const all = new Map<string, readonly Buffer[]>();
  const told = (what: string, secret: string) => {
    all.set(what, formsOf(secret));
    return secret;
  };
  return {
    make: (what) => told(what, `canary-${randomBytes(16).toString('hex')}`),
    told,
    in: (where, bytes) => {
      const found = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
      return [...all].filter(([, forms]) => forms.some((form) => found.includes(form))).map(([what]) => `${what} in ${where}`);
    },
    count: () => all.size,
  };
}

/** As it is, escaped for an address, in hexadecimal and in Base64 wherever in a longer text it begins. */
export function formsOf(secret: string): readonly Buffer[] {
  const hex = Buffer.from(secret).toString('hex');
  const base64 = [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    // The letters at both ends depend on what stands around it.
    const [from, to] = [Math.ceil((before * 4) / 3), Math.floor((whole.length * 4) / 3) - 1];
    return [whole.toString('base64'), whole.toString('base64url')].map((text) => text.slice(from, to));
  });
  const texts = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), hex, hex.toUpperCase(), ...base64];
  return [...[...new Set(texts)].map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')];
}
