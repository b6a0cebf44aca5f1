/**
 * Every contender once a round, the order turning: whatever else the machine does then falls on all of them alike.
 * Gives samples by contender.
 */
export async function interleave(contenders, rounds, measureOne) {
  const samples = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      samples[contender.name].push(await measureOne(contender));
    }
  }
  return samples;
}
