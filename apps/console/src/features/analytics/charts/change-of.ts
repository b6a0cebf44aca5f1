/** How a number stands to the one of the stretch before. */
export interface Change {
  readonly words: string;
  readonly news: 'good' | 'bad' | 'neither';
}

/** Smaller changes are none. */
const LEAST = 0.005;

/** @returns Undefined where there is nothing to compare with. */
export function changeOf(now: number | null, before: number | null | undefined, more: Change['news']): Change | undefined {
  if (now === null || before === null || before === undefined || before === 0) return undefined;
  const share = (now - before) / before;
  if (Math.abs(share) < LEAST) return { words: 'as before', news: 'neither' };
  const words = `${share > 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(Math.abs(share) < 0.1 ? 1 : 0)} % on the stretch before`;
  if (more === 'neither') return { words, news: 'neither' };
  return { words, news: share > 0 === (more === 'good') ? 'good' : 'bad' };
}
