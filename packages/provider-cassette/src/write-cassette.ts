import { writeFile } from 'node:fs/promises';
import { FORMAT, type Cassette } from './cassette.ts';

/**
 * Writes a cassette into one file, readable by nobody else. What stood there is replaced.
 *
 * @param file `cassettes/demo.jsonl`; its folder has to be there.
 */
export async function writeCassette(file: string, { name, exchanges }: Cassette): Promise<void> {
  const lines = [{ cassette: FORMAT, name }, ...exchanges].map((line) => `${JSON.stringify(line)}\n`);
  await writeFile(file, lines.join(''), { mode: 0o600 });
}
