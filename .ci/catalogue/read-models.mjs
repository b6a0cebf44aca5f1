import { capabilitiesOf } from './capabilities.mjs';
import { readPictures } from './read-pictures.mjs';
import { readPrice } from './read-price.mjs';

/** What the table puts in front of a model's name for what somebody has made of it. */
export const FINE_TUNED = 'ft:';

// The table has one row for each model, region and way to use it. A catalogue knows a model by its name alone.
export function readModels(rows, tuned = []) {
  const names = [...new Set(rows.map(({ model }) => model))];
  return names
    .map((name) => [name, rows.filter(({ model }) => model === name)])
    .flatMap(([id, own]) => readModel(id, own, { tuned: tuned.find(({ model }) => model === `${FINE_TUNED}${id}`), rows }))
    .toSorted((a, b) => (a.model.id < b.model.id ? -1 : 1));
}

// Names of a size or a quality of picture that a price holds for.
const PRICE_POINT = /(^|\/)(\d+-x-\d+|max-x-max|\d+-steps|max-steps|hd|standard|low|medium|high|auto)\//;

function readModel(id, rows, { tuned, rows: all }) {
  const anywhere = rows.filter(({ region }) => region === undefined);
  const own = anywhere.length > 0 ? anywhere : rows;
  const capabilities = [...new Set(own.flatMap(capabilitiesOf))];
  if (PRICE_POINT.test(id) || capabilities.length === 0) return [];
  const [row] = own;
  const { price: read, doubt } = samePrice(own) ? readPrice(row) : { doubt: 'costs differ by region' };
  const pictures = readPictures(row, all);
  const price = pictures.length === 0 ? read : { ...read, pictures };
  const fineTuned = tuned && readPrice(tuned).price;
  const known = own.some(({ supports }) => supports !== undefined) || !capabilities.includes('chat');
  return [
    {
      doubt,
      model: {
        id,
        ...(row.context > 0 && { context: row.context }),
        ...(row.max_output > 0 && capabilities.some((use) => TOKENS_OUT.has(use)) && { maxOutput: row.max_output }),
        // Without flags it is not known what a chat model can do, and a list would say that it can do nothing else.
        ...(known && { supports: capabilities }),
        ...priced(price),
        ...(fineTuned && { fineTuned }),
        ...(row.deprecation_date && { retires: row.deprecation_date }),
      },
    },
  ];
}

// For what answers with anything else the table repeats what may go in.
const TOKENS_OUT = new Set(['chat', 'completions', 'responses', 'realtime', 'transcription']);

const samePrice = (rows) =>
  rows.every(({ region }) => region === undefined) || new Set(rows.map((row) => JSON.stringify(readPrice(row).price))).size === 1;

const priced = (price = {}) => {
  if (Object.keys(price).length === 0) return {};
  return price.input !== undefined && price.output !== undefined ? { price } : { unitPrice: price };
};
