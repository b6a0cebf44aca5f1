/** Longer at a stretch would be felt by who types or scrolls meanwhile. */
const STRETCH_MS = 8;

/**
 * For loops over what may all be there already: awaited each time round, it lets the browser paint and take keys whenever
 * the loop has run for a while.
 */
export function giveWay(now: () => number = () => performance.now()): () => Promise<void> | undefined {
  let began = now();
  return () => {
    if (now() - began < STRETCH_MS) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        began = now();
        resolve();
      });
    });
  };
}
