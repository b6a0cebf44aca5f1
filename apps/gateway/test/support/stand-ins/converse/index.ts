import type { Heard } from '../heard.ts';
import { parsed, type Json } from '../json.ts';
import { Signatures } from '../signatures.ts';
import { NO_COUNTS, pieces, type Counts, type Turn } from '../turn.ts';
import { WireRefusal, type WireFormat } from '../wire-format.ts';
import { eventFrame } from './event-frame.ts';
import type { Family } from './family.ts';
import { hearConverse } from './hear.ts';
import { isSigned, type KeyPair } from './signature.ts';

export type { Family } from './family.ts';

const usage = ({ fresh, cached, written, out, thought }: Counts): Json => ({
  inputTokens: fresh,
  outputTokens: out + thought,
  totalTokens: fresh + cached + written + out + thought,
  cacheReadInputTokens: cached,
  cacheWriteInputTokens: written,
});

/** Amazon Bedrock's Converse. Source: Bedrock API reference, 2026, and recorded streams. */
export function converse(family: Family, keys: KeyPair): WireFormat {
  const signatures = new Signatures();
  const signs = family === 'claude';

  /** Where the answer has to be a tool's input, what would be the text is that. */
  const blocks = ({ reasoning, text, calls = [] }: Turn, heard: Heard): readonly Json[] => {
    const asTool = heard.answerTool !== undefined && text !== undefined;
    const used = asTool ? [{ name: heard.answerTool!, input: parsed(text) as Json }] : calls;
    return [
      ...(reasoning === undefined
        ? []
        : [{ reasoningContent: { reasoningText: { text: reasoning, ...(signs && { signature: signatures.sign(reasoning) }) } } }]),
      ...(text === undefined || asTool ? [] : [{ text }]),
      ...used.map(({ name, input }, index) => ({ toolUse: { toolUseId: `tooluse_${index}AbC`, name, input } })),
    ];
  };

  const stopReason = (turn: Turn, heard: Heard) =>
    (turn.calls?.length ?? 0) > 0 || heard.answerTool !== undefined ? 'tool_use' : 'end_turn';

  return {
    speaks: undefined,
    hear: (asked) => {
      if (isSigned(asked, keys)) return hearConverse(asked, family, signatures);
      throw new WireRefusal(403, { message: 'The request signature we calculated does not match the signature you provided.' });
    },
    whole: (turn, heard) => ({
      output: { message: { role: 'assistant', content: blocks(turn, heard) } },
      stopReason: stopReason(turn, heard),
      usage: usage(turn.counts ?? NO_COUNTS),
      metrics: { latencyMs: 12 },
    }),
    stream: (turn, heard) => ({
      contentType: 'application/vnd.amazon.eventstream',
      opening: [event('messageStart', { role: 'assistant' }), ...blocks(turn, heard).flatMap(blockEvents)],
      closing: [
        event('messageStop', { stopReason: stopReason(turn, heard) }),
        event('metadata', { usage: usage(turn.counts ?? NO_COUNTS), metrics: { latencyMs: 12 } }),
      ],
    }),
    breakage: (message) =>
      eventFrame(
        { ':exception-type': 'modelStreamErrorException', ':content-type': 'application/json', ':message-type': 'exception' },
        { message },
      ),
    failure: ({ status, message, retryAfterS }) => ({
      status,
      headers: { 'x-amzn-errortype': 'ThrottlingException', 'retry-after': String(retryAfterS) },
      body: JSON.stringify({ message }),
    }),
    tells: {
      reasoning: true,
      thoughtTokens: false,
      cached: true,
      written: true,
      signatures: signs,
      replayed: signs,
      marks: family !== 'open',
    },
  };
}

const event = (type: string, payload: Json) =>
  eventFrame({ ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' }, { ...payload, p: 'abcdefgh' });

function blockEvents(block: Json, contentBlockIndex: number): readonly Buffer[] {
  const delta = (more: Json) => event('contentBlockDelta', { contentBlockIndex, delta: more });
  const end = event('contentBlockStop', { contentBlockIndex });
  if ('text' in block) return [...pieces(String(block['text'])).map((text) => delta({ text })), end];
  if ('reasoningContent' in block) {
    const { text, signature } = (block['reasoningContent'] as { readonly reasoningText: Readonly<Record<string, string>> }).reasoningText;
    const said = pieces(text!).map((piece) => delta({ reasoningContent: { text: piece } }));
    return [...said, ...(signature === undefined ? [] : [delta({ reasoningContent: { signature } })]), end];
  }
  const { toolUseId, name, input } = block['toolUse'] as Json;
  return [
    event('contentBlockStart', { contentBlockIndex, start: { toolUse: { toolUseId, name } } }),
    // None of the known.
    event('anEventOfTomorrow', { contentBlockIndex }),
    ...pieces(JSON.stringify(input)).map((piece) => delta({ toolUse: { input: piece } })),
    end,
  ];
}
