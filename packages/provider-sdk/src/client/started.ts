/** The same events, once the first of them is here. Leaving the loop ends the generator, also before its first turn. */
export async function started<T>(events: AsyncGenerator<T, void>): Promise<AsyncIterable<T>> {
  let first: IteratorResult<T, void> | undefined = await events.next();
  const iterator: AsyncIterableIterator<T> = {
    next: () => {
      const known = first;
      first = undefined;
      return known ? Promise.resolve(known) : events.next();
    },
    return: () => {
      first = undefined;
      return events.return();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
