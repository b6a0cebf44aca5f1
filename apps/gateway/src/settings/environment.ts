/** Configuration that cannot be obeyed; the message names the place and the reason. The process ends with status 1. */
export class SettingsError extends Error {
  constructor(place: string, reason: string) {
    super(`${place}: ${reason}`);
    this.name = 'SettingsError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A whole number from the environment; empty counts as not set. */
export function readInteger(
  environment: Environment,
  name: string,
  byDefault: number,
  { least = 0, most = Number.MAX_SAFE_INTEGER } = {},
): number {
  const text = environment[name]?.trim();
  if (!text) return byDefault;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new SettingsError(name, `"${text}" is not a whole number from ${least} to ${most}`);
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
};

/** A number of bytes: `1048576`, `64KiB`, `100mb`. A thousand is 1024 whatever the unit is called. */
export function readBytes(environment: Environment, name: string, byDefault: number): number {
  const text = environment[name]?.trim();
  if (!text) return byDefault;
  const match = /^(\d+)\s*([a-z]*)$/i.exec(text);
  const unit = UNITS[match?.[2]?.toLowerCase() ?? '?'];
  if (match && unit !== undefined && Number(match[1]) > 0) return Number(match[1]) * unit;
  throw new SettingsError(name, `"${text}" is not a number of bytes such as 1048576, 64KiB or 100MiB`);
}

/** One of a few words. */
export function readChoice<T extends string>(environment: Environment, name: string, choices: readonly T[], byDefault: T): T {
  const text = environment[name]?.trim();
  if (!text) return byDefault;
  const choice = choices.find((each) => each === text.toLowerCase());
  if (choice) return choice;
  throw new SettingsError(name, `"${text}" is none of ${choices.join(', ')}`);
}

/** A list with commas between. */
export const readList = (environment: Environment, name: string): string[] =>
  (environment[name] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
