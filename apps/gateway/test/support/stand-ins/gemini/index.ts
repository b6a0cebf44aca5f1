import type { Json } from '../json.ts';
import { Signatures } from '../signatures.ts';
import { NO_COUNTS, pieces, type Counts, type Turn } from '../turn.ts';
import type { WireFormat } from '../wire-format.ts';
import { hearGemini } from './hear.ts';

/** Google ends its lines with CR LF. */
const data = (value: unknown) => Buffer.from(`data: ${JSON.stringify(value)}\r\n\r\n`);

const usage = ({ fresh, cached, written, out, thought }: Counts): Json => ({
  promptTokenCount: fresh + cached + written,
  ...(cached > 0 && { cachedContentTokenCount: cached }),
  candidatesTokenCount: out,
  ...(thought > 0 && { thoughtsTokenCount: thought }),
  totalTokenCount: fresh + cached + written + out + thought,
});

const limited = ({
  status,
  message,
  retryAfterS,
}: {
  readonly status: number;
  readonly message: string;
  readonly retryAfterS: number;
}) => ({
  error: {
    code: status,
    message,
    status: 'RESOURCE_EXHAUSTED',
    details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfterS}s` }],
  },
});

/** Gemini's generateContent. Source: js-genai, 2026-08-21, and recorded streams. */
export function gemini(credential: readonly [string, string] = ['x-goog-api-key', 'test-key']): WireFormat {
  const signatures = new Signatures();

  const calls = ({ calls: said = [] }: Turn): readonly Json[] =>
    said.map(({ name, input }, index) => ({
      functionCall: { name, args: input },
      // The first of several calls is signed for all.
      ...(index === 0 && { thoughtSignature: signatures.sign(name) }),
    }));

  const answer = (parts: readonly Json[], counts: Counts, finish?: string): Json => ({
    candidates: [{ content: { role: 'model', parts }, index: 0, ...(finish !== undefined && { finishReason: finish }) }],
    usageMetadata: usage(counts),
    modelVersion: 'gemini-3-pro-preview',
    responseId: 'rZ1',
  });

  return {
    speaks: undefined,
    hear: (asked) => hearGemini(asked, credential, signatures),
    whole: (turn) =>
      answer(
        [
          ...(turn.reasoning === undefined ? [] : [{ text: turn.reasoning, thought: true }]),
          ...(turn.text === undefined ? [] : [{ text: turn.text }]),
          ...calls(turn),
        ],
        turn.counts ?? NO_COUNTS,
        'STOP',
      ),
    stream: (turn) => {
      const counts = turn.counts ?? NO_COUNTS;
      return {
        contentType: 'text/event-stream',
        opening: [
          ...pieces(turn.reasoning ?? '').map((text) => data(answer([{ text, thought: true }], { ...counts, out: 0 }))),
          // An event with no candidate in it.
          data({ usageMetadata: usage({ ...counts, out: 0 }), modelVersion: 'gemini-3-pro-preview', responseId: 'rZ1' }),
          ...pieces(turn.text ?? '').map((text) => data(answer([{ text }], counts))),
          ...calls(turn).map((part) => data(answer([part], counts))),
        ],
        closing: [data(answer([{ text: '' }], counts, 'STOP'))],
      };
    },
    breakage: (message) => data({ error: { code: 503, message, status: 'UNAVAILABLE' } }),
    failure: (failure) => ({ status: failure.status, headers: {}, body: JSON.stringify(limited(failure)) }),
    tells: {
      reasoning: true,
      thoughtTokens: true,
      cached: true,
      written: false,
      signatures: true,
      signsCalls: true,
      replayed: false,
      marks: false,
    },
  };
}
