// Writes the catalogues of models and prices into the provider packages:
//
//   node .ci/catalogue/generate.mjs path/to/pricing.json
//
// Run by hand when there is a newer table. The table is made from BerriAI/litellm's model_prices_and_context_window.json
// (MIT, Copyright (c) 2023 Berri AI); every file that is written says so.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogues } from './catalogues.mjs';
import { FINE_TUNED, readModels } from './read-models.mjs';
import { MARK, writeCatalogue } from './write-catalogue.mjs';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const [table] = process.argv.slice(2);
if (table === undefined) throw new Error('name the table: node .ci/catalogue/generate.mjs path/to/pricing.json');
const { models: rows } = JSON.parse(readFileSync(table, 'utf8'));

for (const { file, name, exports } of catalogues) {
  const lists = Object.entries(exports).map(([constant, { from, is = () => true }]) => {
    const own = rows.filter((row) => row.provider === from && is(row.model));
    const tuned = rows.filter((row) => row.provider === from && row.model.startsWith(FINE_TUNED));
    return [constant, readModels(own, tuned)];
  });
  const path = join(packages, file);
  if (existsSync(path) && !readFileSync(path, 'utf8').includes(MARK)) throw new Error(`${file} was not written by this script`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await writeCatalogue(name, lists));
  console.log(file, lists.map(([, models]) => models.length).join(' + '));
}
