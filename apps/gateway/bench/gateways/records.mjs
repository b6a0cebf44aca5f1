import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

/** A gateway that is quick because it forgot to write something down has won nothing: each answer must have left its record. */
export async function countRecords(gateway) {
  const input = fs.createReadStream(path.join(gateway.folder, 'stdout.log'));
  let count = 0;
  for await (const line of readline.createInterface({ input, crlfDelay: Infinity })) {
    if (line.includes('"event":"request"')) count += 1;
  }
  return count;
}
