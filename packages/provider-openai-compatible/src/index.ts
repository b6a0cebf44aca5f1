import { adapterOf } from './preset.ts';
import { presets } from './presets/index.ts';

/** Everybody who speaks OpenAI's dialect and is described well enough by a row of a table, and some who nearly do. */
export default presets.map(adapterOf);
