import type { LocalAnswer, ProviderAdapter } from '@sluice/provider-sdk';
import type { Watch } from '../../plugins/guard/watch.ts';
import { within } from './within.ts';

/** What a model in this process may take for its answer, and for each piece of it. */
const LIMIT_MS = 5000;

/** A provider whose own `answer` is waited for once: where it has hung, it is not asked again. In a gateway each request has its deadlines. */
export function impatient(provider: ProviderAdapter, watch: Watch): ProviderAdapter {
  const { answer } = provider;
  if (!answer) return provider;
  let late: Error | undefined;
  const inTime = <T>(what: string, given: T | PromiseLike<T>): Promise<T> =>
    within(LIMIT_MS, given, () => {
      late = new Error(watch.failed('answer', `${what} did not come for ${LIMIT_MS / 1000} s`).message);
      throw late;
    });
  return {
    ...provider,
    async answer(request, signal): Promise<LocalAnswer> {
      if (late) throw late;
      const given = await inTime('an answer', answer(request, signal));
      return given.body instanceof Uint8Array ? given : { ...given, body: pieces(given.body, inTime) };
    },
  };
}

async function* pieces(body: AsyncIterable<Uint8Array>, inTime: <T>(what: string, given: Promise<T>) => Promise<T>) {
  const iterator = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await inTime('the next piece', iterator.next());
    if (next.done === true) return;
    yield next.value;
  }
}
