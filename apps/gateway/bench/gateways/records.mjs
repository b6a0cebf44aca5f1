import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

/** A gateway that is quick because it forgot to write something down has won nothing: each answer must have left its record. */
export async function proveRecords(gateway) {
  const written = await countRecords(path.join(gateway.folder, 'stdout.log'));
  if (written !== gateway.answered) {
    throw new Error(`${gateway.answered} keyed requests were answered, ${written} were logged (${gateway.folder}/stdout.log)`);
  }
  return written;
}

async function countRecords(file) {
  let count = 0;
  for await (const line of readline.createInterface({ input: fs.createReadStream(file), crlfDelay: Infinity })) {
    if (line.includes('"event":"request"')) count += 1;
  }
  return count;
}
