import type { Used } from '@sluice/store/logs';
import { countIn, membersOf, type Members } from './members.ts';

/** Tiers that have prices of their own; any other name is the usual one. */
const TIERS: ReadonlySet<unknown> = new Set(['flex', 'priority', 'batch']);

/**
 * What a provider says that it has counted, in the words of any door, so that each count is part of no other; undefined
 * where nothing is told.
 */
export function readUsed(usage: unknown): Used | undefined {
  const said = membersOf(usage);
  // What a codec has of its provider's own counts.
  const own = said['extras'] === undefined ? said : { ...said, ...membersOf(said['extras']) };
  const billed = membersOf(own['billed_units']);
  const tokens = billedTokens(billed) ?? tokensIn(own);
  const units = unitsIn(said, own, billed);
  if (!tokens && !units) return undefined;
  const tier = own['service_tier'];
  const used = tokens ?? { input: 0, output: 0 };
  if (!units && !TIERS.has(tier)) return used;
  return { ...used, ...units, ...(TIERS.has(tier) && { tier: tier as string }) };
}

/** Nobody is billed for a part of a token. */
function tokensAt(members: Members, name: string): number | undefined {
  const said = countIn(members, name);
  return said === undefined ? undefined : Math.floor(said);
}

/** Whose bill differs from what its model has seen says so (Cohere; its own preamble is not billed). */
function billedTokens(billed: Members): Used | undefined {
  const [input, output] = [tokensAt(billed, 'input_tokens'), tokensAt(billed, 'output_tokens')];
  return input === undefined && output === undefined ? undefined : { input: input ?? 0, output: output ?? 0 };
}

type Counts = { -readonly [Member in keyof Used]?: Used[Member] };

/** What is told beside tokens. */
function unitsIn(said: Members, own: Members, billed: Members): Counts | undefined {
  const queries = countIn(said, 'search_units') ?? countIn(billed, 'search_units');
  const seconds = countIn(said, 'seconds') ?? countIn(said, 'prompt_audio_seconds');
  const searches =
    countIn(membersOf(own['server_tool_use']), 'web_search_requests') ??
    countIn(membersOf(own['server_tool_use_details']), 'web_search_requests');
  const fee = countIn(membersOf(own['cost']), 'request_cost');
  if (!queries && !seconds && !searches && !fee) return undefined;
  const units: Counts = {};
  if (queries) units.queries = queries;
  if (seconds) units.seconds = seconds;
  if (searches) units.searches = searches;
  if (fee) units.fee = fee;
  return units;
}

function tokensIn(own: Members): Used | undefined {
  const ins = membersOf(own['prompt_tokens_details'] ?? own['input_tokens_details'] ?? own['input_token_details']);
  const outs = membersOf(own['completion_tokens_details'] ?? own['output_tokens_details'] ?? own['output_token_details']);
  const cached =
    tokensAt(ins, 'cached_tokens') ??
    tokensAt(own, 'cache_read_input_tokens') ??
    tokensAt(own, 'prompt_cache_hit_tokens') ??
    tokensAt(own, 'cached_tokens') ??
    tokensAt(own, 'num_cached_tokens') ??
    0;
  const written = tokensAt(ins, 'cache_write_tokens') ?? tokensAt(own, 'cache_creation_input_tokens') ?? 0;
  const audioIn = tokensAt(ins, 'audio_tokens') ?? 0;
  const reasoning = tokensAt(outs, 'reasoning_tokens') ?? tokensAt(outs, 'thinking_tokens') ?? 0;
  const total = tokensAt(own, 'total_tokens');

  let input = tokensAt(own, 'prompt_tokens') ?? inputSaid(own, cached + written);
  let output = tokensAt(own, 'completion_tokens') ?? tokensAt(own, 'output_tokens');
  if (input === undefined && output === undefined && total === undefined) return undefined;
  // Who tells one number alone embeds or ranks, and nothing comes out.
  input ??= output === undefined ? total! : 0;
  output ??= 0;
  // What the total has beyond both: sound beside the text (Mistral), thought beside the answer (xAI), or thought that is
  // told nowhere else (Gemini in OpenAI's words). It is all paid for.
  const beyond = total === undefined ? 0 : Math.max(0, total - input - output);
  const soundBeside = audioIn > input && beyond >= audioIn ? audioIn : 0;
  // More thought than there is of the answer can only be beside it. More of a prompt cached than there is of it is no count.
  const thoughtBeside = reasoning > output && beyond === 0 ? reasoning : 0;
  input += soundBeside;
  output += beyond - soundBeside + thoughtBeside;

  const parts: { -readonly [Member in keyof Used]: Used[Member] } = { input, output };
  // Parts of a whole, in turn: where they overlap, what is left of it is all that the later ones can have.
  const into = (wanted: number): number => {
    const share = Math.min(wanted, parts.input);
    parts.input -= share;
    return share;
  };
  const out = (wanted: number): number => {
    const share = Math.min(wanted, parts.output);
    parts.output -= share;
    return share;
  };
  const shares = {
    cachedInput: cached && into(cached),
    cacheWrite: written && into(written),
    audioInput: audioIn && into(audioIn),
    imageInput: into(tokensAt(ins, 'image_tokens') ?? 0),
    reasoning: reasoning && out(reasoning),
    audioOutput: out(tokensAt(outs, 'audio_tokens') ?? 0),
    imageOutput: out(tokensAt(outs, 'image_tokens') ?? 0),
  };
  const hour = Math.min(shares.cacheWrite, tokensAt(membersOf(own['cache_creation']), 'ephemeral_1h_input_tokens') ?? 0);
  if (shares.cachedInput > 0) parts.cachedInput = shares.cachedInput;
  if (shares.cacheWrite > hour) parts.cacheWrite = shares.cacheWrite - hour;
  if (hour > 0) parts.cacheWrite1h = hour;
  if (shares.audioInput > 0) parts.audioInput = shares.audioInput;
  if (shares.imageInput > 0) parts.imageInput = shares.imageInput;
  if (shares.reasoning > 0) parts.reasoning = shares.reasoning;
  if (shares.audioOutput > 0) parts.audioOutput = shares.audioOutput;
  if (shares.imageOutput > 0) parts.imageOutput = shares.imageOutput;
  return parts;
}

/** Messages counts what the cache has read and written beside the input, all others count it in. */
function inputSaid(own: Members, ofCache: number): number | undefined {
  const input = tokensAt(own, 'input_tokens');
  if (input === undefined) return undefined;
  return 'cache_read_input_tokens' in own || 'cache_creation_input_tokens' in own ? input + ofCache : input;
}
