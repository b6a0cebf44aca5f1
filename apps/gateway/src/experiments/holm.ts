/**
 * Probabilities made larger, so that of a whole list of questions none is answered wrongly more often than one alone would be
 * (Holm). The smallest counts as many times as there are questions, the next once less, and none is below one before it.
 */
export function holm(probabilities: readonly number[]): readonly number[] {
  const rising = [...probabilities.keys()].toSorted((left, right) => probabilities[left]! - probabilities[right]!);
  const adjusted = Array.from<number>({ length: probabilities.length });
  let least = 0;
  for (const [rank, index] of rising.entries()) {
    least = Math.max(least, Math.min(1, probabilities[index]! * (probabilities.length - rank)));
    adjusted[index] = least;
  }
  return adjusted;
}
