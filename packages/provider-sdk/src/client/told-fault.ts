import { FaultError, isFaultError, type Fault } from '../fault.ts';
import type { Means } from './means.ts';

type Told = Pick<Means, 'adapter' | 'secrets'>;

/** Shorter ones are found in innocent words. */
const SHORTEST_SECRET = 6;

/** What a provider said of a failure, with its name in front. */
export const saidBy = ({ adapter: { id } }: Told, fault: Fault): FaultError =>
  new FaultError(fault.message.startsWith(`${id} error: `) ? fault : { ...fault, message: `${id} error: ${fault.message}` });

/** What went wrong as the caller is told it: some providers quote the key that they refuse. */
export function tellable(error: unknown, { secrets }: Told): unknown {
  if (!isFaultError(error)) return error;
  const hide = (text: string) =>
    secrets.filter(({ length }) => length >= SHORTEST_SECRET).reduce((left, secret) => left.replaceAll(secret, '[redacted]'), text);
  const { fault } = error;
  const hidden = JSON.stringify(fault, (_name, value: unknown) => (typeof value === 'string' ? hide(value) : value));
  return hidden === JSON.stringify(fault) ? error : new FaultError(JSON.parse(hidden) as Fault);
}

/** Runs what an adapter's author wrote: what it throws that is no fault is the adapter's own, and named so. */
export function byAuthor<T>(means: Told, doing: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw authorsFault(means, doing, error);
  }
}

/** The same for what takes its time. */
export async function byAuthorSoon<T>(means: Told, doing: string, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw authorsFault(means, doing, error);
  }
}

/** Runs what an adapter's author wrote to read an answer: its faults are the provider's own words, and at what else it throws the answer cannot be read. */
export function byReader<T>(means: Told, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (isFaultError(error)) throw saidBy(means, error.fault);
    throw saidBy(means, { kind: 'unreadable_reply', message: `the answer could not be read (${wordOf(error)})` });
  }
}

const authorsFault = ({ adapter: { id } }: Told, doing: string, error: unknown): FaultError =>
  isFaultError(error) ? error : new FaultError({ kind: 'plugin_failed', message: `${id} failed at ${doing} (${wordOf(error)})` });

const wordOf = (error: unknown): string => (error instanceof Error ? error.message : 'no reason given');
