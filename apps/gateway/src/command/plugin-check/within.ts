/**
 * What was promised, if it comes in time.
 *
 * @param late Gives, or throws, what stands in its place. What comes later is nobody's.
 */
export async function within<T>(limitMs: number, given: T | PromiseLike<T>, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    const came = await Promise.race([Promise.resolve(given).then((value) => ({ value })), patience]);
    return came ? came.value : late();
  } finally {
    clearTimeout(timer);
  }
}
