import { capabilitiesOf } from './capabilities.mjs';

// Rows such as `high/1024-x-1536/gpt-image-1` are prices of the model that they end with. Those without a quality, or with one
// that nobody can ask their model for, repeat the price of its lowest, which is not what it draws unasked.
const POINT = /^(low|medium|high)\/(\d+)-x-(\d+)\/(.+)$/;

// DALL-E's price stands in the column of what goes in, and is that of the size and quality that it draws unasked (OpenAI's
// pages of its models). The table names its other sizes without a price.
const DALL_E = { 'dall-e-2': { size: '1024x1024' }, 'dall-e-3': { size: '1024x1024', quality: 'standard' } };

/** What one picture costs, where that depends on what is asked for. */
export function readPictures(row, rows) {
  const { model, input_cost_per_image: each } = row;
  if (DALL_E[model] && each > 0) return [{ ...DALL_E[model], price: each }];
  if (!capabilitiesOf(row).includes('images')) return [];
  return rows.flatMap(({ model: name, input_cost_per_image: price }) => {
    const [, quality, width, height, of] = POINT.exec(name) ?? [];
    return of === model && price > 0 ? [{ size: `${width}x${height}`, quality, price }] : [];
  });
}
