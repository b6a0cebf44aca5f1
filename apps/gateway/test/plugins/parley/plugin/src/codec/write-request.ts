import type { Draft, Json, Target } from '@sluice/provider-sdk';
import { cannot, compact, readChatCall, type ChatCall } from '@sluice/provider-sdk/chat';
import { writeInstruments, writeMustUse } from './write-instruments.ts';
import { writeScript } from './write-script.ts';

/** The most halts that Parley takes. */
const HALTS = 4;

/** The members by which thinking is asked for. */
const THINKING = ['reasoning_effort', 'thinking', 'reasoning'];

/** A chat call in Parley's words. What it has no member for must not be sent: it refuses what it does not know. */
export function writeRequest(call: Json, target: Target): Draft {
  const chat = readChatCall(call);
  refuseWhatIsNotThere(chat, call);
  return {
    path: '/parley/v2/turns',
    body: {
      ...compact({ engine: target.model }),
      script: writeScript(chat),
      flow: chat.streamed,
      ...compact({
        instruments: writeInstruments(chat),
        must_use: writeMustUse(chat),
        limits: writeLimits(chat),
        shape: writeShape(chat),
      }),
    },
  };
}

/** Its heat ends at 1, where that of others ends at 2. */
const writeLimits = ({ maxTokens, temperature, stop }: ChatCall): Json | undefined =>
  compact({
    out: maxTokens,
    heat: temperature === undefined ? undefined : Math.min(temperature, 1),
    halts: stop.length > 0 ? stop : undefined,
  });

function writeShape({ format }: ChatCall): Json | undefined {
  if (!format) return undefined;
  return format.kind === 'schema' ? { kind: 'object', schema: format.schema } : { kind: 'object' };
}

/** What would change the answer if it were left out in silence. */
function refuseWhatIsNotThere({ choices, logprobs, stop, parallelToolCalls, thinking, rest }: ChatCall, call: Json): void {
  if (choices > 1) throw cannot('n', 'one answer is given to a request; ask for more in requests of their own');
  if (logprobs !== undefined) throw cannot('logprobs', 'it does not tell how likely its tokens were');
  if (stop.length > HALTS) throw cannot('stop', `it takes at most ${HALTS} texts to stop at`);
  if (parallelToolCalls === false) throw cannot('parallel_tool_calls', 'it cannot be held to one call at a time');
  if (thinking?.on) throw cannot(THINKING.find((name) => isThere(call[name])) ?? 'reasoning_effort', 'it does not think before it answers');
  for (const name of ['logit_bias', 'audio', 'web_search_options']) {
    if (isThere(rest[name])) throw cannot(name, 'it has nothing of the kind');
  }
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;
