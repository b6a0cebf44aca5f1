import { capabilitiesOf } from './capabilities.mjs';

// The table says nought both for what is free and for what it does not know. Free are moderation, by OpenAI's pages of
// its models (read 2026-11), and what says so in its own name.
const FREE = [/^(omni|text)-moderation-/, /^openrouter\/free$/, /:free$/, /-Free$/];

// Rows that the table itself does not doubt, though by what their providers say they are off by the unit.
const WRONG_UNIT = [/^embed-multilingual-light-v3\.0$/];

/** A row's price, or why there is none. */
export function readPrice(row) {
  const refusal = refusalOf(row);
  if (refusal !== undefined) return { price: undefined, doubt: refusal };
  const { input, output, ...more } = tokenPrice(row);
  const price = withoutUnlikely({
    ...defined({ input, output }),
    ...(input > 0 || output > 0 ? { ...more, ...untold(row) } : {}),
    ...longPrompts(row),
    ...unitPrice(row),
  });
  return { price, doubt: undefined };
}

function refusalOf(row) {
  if (row.price_suspect !== undefined) return `the table doubts it itself: ${row.price_suspect}`;
  if (WRONG_UNIT.some((name) => name.test(row.model))) return 'a thousand times what its siblings cost';
  const { input_cost_per_1m: input, output_cost_per_1m: output } = row;
  if (input > 0 && input < 0.002) return 'per million tokens in name only: too little';
  // One price for both sides of a model for pictures is a price per step or per picture.
  if (capabilitiesOf(row).includes('images') && input > 0 && input === output) return 'a price per picture under the name of tokens';
  if (input === 0 && output === 0 && row.mode !== 'rerank' && !isFree(row)) return 'nought in the table, and nothing says that it is free';
  return undefined;
}

const isFree = ({ model }) => FREE.some((name) => name.test(model));

function tokenPrice(row) {
  const [first = {}] = row.tiers ?? [];
  const free = isFree(row);
  const known = (value) => (value > 0 || (free && value === 0) ? value : undefined);
  return defined({
    input: known(row.input_cost_per_1m ?? first.input_cost_per_token),
    // Embeddings have no answer that could cost anything.
    output: row.mode === 'embedding' && row.input_cost_per_1m > 0 ? 0 : known(row.output_cost_per_1m ?? first.output_cost_per_token),
    cachedInput: known(row.cached_input_cost_per_1m ?? first.cache_read_input_token_cost),
    cacheWrite: known(row.cache_write_cost_per_1m),
    cacheWrite1h: known(row.cache_write_1h_cost_per_1m),
    reasoning: known(row.reasoning_output_cost_per_1m ?? first.output_cost_per_reasoning_token),
    audioInput: known(row.audio_input_cost_per_1m),
    audioOutput: known(row.audio_output_cost_per_1m),
    imageOutput: known(row.image_output_cost_per_1m),
    batch: service(row, 'batch'),
    flex: service(row, 'flex'),
    priority: service(row, 'priority'),
  });
}

// US dollars for a million tokens of pictures that go in, by OpenAI's page of prices (read 2026): more than those of text.
const PICTURES_IN = { 'gpt-image-1': 10, 'gpt-image-1-mini': 2.5, 'gpt-image-1.5': 8, 'gpt-image-1.5-2025-12-16': 8 };

/** What the table has no columns for, by the pages of those who sell it. */
function untold(row) {
  const { provider, model, supports, input_cost_per_1m: input, output_cost_per_1m: output, cached_input_cost_per_1m: cached } = row;
  // A search of the web is one cent, and whatever is in a batch costs half, the cache included (platform.claude.com,
  // "Pricing").
  if (provider === 'anthropic')
    return { batch: defined({ input: input / 2, output: output / 2, cachedInput: cached && cached / 2 }), perSearch: 0.01 };
  // Gemini hears for the price at which it reads, where no other is given (ai.google.dev, "Pricing").
  if (provider.startsWith('google-') && model.startsWith('gemini-') && supports?.audio_in && row.audio_input_cost_per_1m === undefined)
    return { audioInput: input };
  return PICTURES_IN[model] === undefined ? {} : { imageInput: PICTURES_IN[model] };
}

function service(row, name) {
  const price = defined({
    input: row[`${name}_input_cost_per_1m`],
    output: row[`${name}_output_cost_per_1m`],
    cachedInput: row[`${name}_cached_input_cost_per_1m`],
  });
  return Object.keys(price).length > 0 ? price : undefined;
}

function longPrompts(row) {
  const { input_cost_per_1m: input } = row;
  const named = [128, 200, 256, 272, 512].flatMap((thousand) => {
    const above = (kind) => row[`${kind}_cost_per_1m_above_${thousand}k`];
    const price = defined({ input: above('input'), output: above('output'), cachedInput: above('cached_input') });
    return input > 0 && price.input > 0 ? [{ tokens: thousand * 1000, ...price }] : [];
  });
  // A row with ranges has no other price; by their size these are per million tokens too, whatever they are called.
  const ranges = (row.tiers ?? []).slice(1).map((tier) => ({
    tokens: tier.range[0],
    ...defined({
      input: tier.input_cost_per_token,
      output: tier.output_cost_per_token,
      cachedInput: tier.cache_read_input_token_cost,
      reasoning: tier.output_cost_per_reasoning_token,
    }),
  }));
  const above = [...named, ...ranges];
  return above.length > 0 ? { above } : {};
}

// What the table gives beside prices of tokens is mostly the same price once more, reckoned for people. So each kind of
// model has its own unit, and where there are tokens to count only embeddings of pictures have another.
function unitPrice(row) {
  const byTokens = row.input_cost_per_1m > 0 || row.output_cost_per_1m > 0 || row.image_output_cost_per_1m > 0;
  const uses = capabilitiesOf(row);
  const is = (capability) => uses.includes(capability);
  // Less than this for a picture is a price of tokens that lost its million.
  if (is('embeddings') && row.input_cost_per_image >= 0.00005) return { perInputImage: row.input_cost_per_image };
  if (is('ocr') && row.ocr_cost_per_page > 0) return { perPage: row.ocr_cost_per_page };
  if (byTokens) return {};
  if (is('rerank')) return positive({ perQuery: row.input_cost_per_query });
  if (is('images') || is('image_edits')) return positive({ perImage: row.output_cost_per_image });
  // The same price stands in either place, and in some rows in both.
  if (is('transcription')) return positive({ perAudioSecond: row.input_cost_per_second || row.output_cost_per_second });
  if (is('speech')) return positive({ perMillionCharacters: row.input_cost_per_1m_chars, perAudioSecond: row.output_cost_per_second });
  if (is('video')) return positive({ perVideoSecond: row.output_cost_per_video_second ?? row.output_cost_per_second });
  return {};
}

// A discount that is none, or a premium that nobody would pay, is a slip: of a factor, or of a column.
function withoutUnlikely(price) {
  const { input, output } = price;
  const near = (value, usual, least, most) =>
    value === undefined || usual === undefined || (value >= usual * least && value <= usual * most);
  const likelyTier = (tier, most) => tier !== undefined && near(tier.input, input, 0.2, most) && near(tier.output, output, 0.2, most);
  const keep = {
    cachedInput: near(price.cachedInput, input, 0, 1),
    cacheWrite: near(price.cacheWrite, input, 0.99, 3),
    cacheWrite1h: near(price.cacheWrite1h, input, 1, 4) && (price.cacheWrite === undefined || price.cacheWrite1h >= price.cacheWrite),
    batch: likelyTier(price.batch, 1),
    flex: likelyTier(price.flex, 1),
    priority: likelyTier(price.priority, 5),
  };
  return Object.fromEntries(Object.entries(price).filter(([name]) => keep[name] !== false));
}

const defined = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const positive = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value > 0));
