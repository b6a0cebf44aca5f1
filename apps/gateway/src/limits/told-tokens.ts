/** What a provider says that it has counted. Each count is part of no other. */
export interface ToldTokens {
  /** Tokens that went in, those of the cache and of sound left out. */
  readonly plainInput: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  /** Written to be kept for an hour. */
  readonly cacheWrite1h: number;
  readonly audioInput: number;
  /** Tokens that came out, those of thought, sound and pictures left out. */
  readonly plainOutput: number;
  readonly reasoning: number;
  readonly audioOutput: number;
  readonly imageOutput: number;
  /** Searches of a reranker. */
  readonly queries: number;
  /** Of sound that was written down, where that is what is sold. */
  readonly seconds: number;
  /** How it was served: `flex`, `priority`, `batch`. */
  readonly tier: string | undefined;
}

/** All tokens that went in. */
export const inputOf = ({ plainInput, cachedInput, cacheWrite, cacheWrite1h, audioInput }: ToldTokens): number =>
  plainInput + cachedInput + cacheWrite + cacheWrite1h + audioInput;

/** All tokens that came out. */
export const outputOf = ({ plainOutput, reasoning, audioOutput, imageOutput }: ToldTokens): number =>
  plainOutput + reasoning + audioOutput + imageOutput;

/** Reads token counts in the words of any door; undefined where none are told. */
export function readTold(usage: unknown): ToldTokens | undefined {
  if (typeof usage !== 'object' || usage === null) return undefined;
  const said = usage as Members;
  const ins = membersOf(said['prompt_tokens_details'] ?? said['input_tokens_details']);
  const outs = membersOf(said['completion_tokens_details'] ?? said['output_tokens_details']);
  const cachedInput = count(ins['cached_tokens']) ?? count(said['cache_read_input_tokens']) ?? 0;
  const writes = count(ins['cache_write_tokens']) ?? count(said['cache_creation_input_tokens']) ?? 0;
  const cacheWrite1h = Math.min(writes, count(membersOf(said['cache_creation'])['ephemeral_1h_input_tokens']) ?? 0);
  const audioInput = count(ins['audio_tokens']) ?? 0;
  const input = count(said['prompt_tokens']) ?? inputSaid(said, cachedInput + writes);
  const output = count(said['completion_tokens']) ?? count(said['output_tokens']) ?? restOf(said, input);
  const queries = count(said['search_units']) ?? 0;
  const seconds = count(said['seconds']) ?? 0;
  if (input === undefined && output === undefined && queries === 0 && seconds === 0) return undefined;
  const reasoning = count(outs['reasoning_tokens']) ?? count(outs['thinking_tokens']) ?? 0;
  const [audioOutput, imageOutput] = [count(outs['audio_tokens']) ?? 0, count(outs['image_tokens']) ?? 0];
  return {
    plainInput: Math.max(0, (input ?? 0) - cachedInput - writes - audioInput),
    cachedInput,
    cacheWrite: writes - cacheWrite1h,
    cacheWrite1h,
    audioInput,
    plainOutput: Math.max(0, (output ?? 0) - reasoning - audioOutput - imageOutput),
    reasoning,
    audioOutput,
    imageOutput,
    queries,
    seconds,
    tier: typeof said['service_tier'] === 'string' ? said['service_tier'] : undefined,
  };
}

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});

/** A number that may be added: nobody earns tokens by an answer that counts backwards. */
const count = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;

/** Messages counts what the cache has read and written beside the input, all others count it in. */
function inputSaid(said: Members, ofCache: number): number | undefined {
  const input = count(said['input_tokens']);
  if (input === undefined) return undefined;
  return 'cache_read_input_tokens' in said || 'cache_creation_input_tokens' in said ? input + ofCache : input;
}

const restOf = (said: Members, input: number | undefined): number | undefined => {
  const total = count(said['total_tokens']);
  return total === undefined ? undefined : Math.max(0, total - (input ?? 0));
};
