import type { Answer } from './upstream.ts';

interface Asked {
  readonly model?: unknown;
  readonly talk: readonly { readonly who: string; readonly words: string }[];
  readonly live: boolean;
  readonly tools?: readonly { readonly tool: string }[];
  readonly longest?: number;
  readonly until?: readonly string[];
}

/** A provider that speaks the language of the template for foreign languages, and takes one key. It repeats what it heard, or calls the first tool. */
export const talk =
  (key: string): Answer =>
  (response, { url, headers, body }) => {
    const send = (status: number, lines: readonly object[], type = 'application/json') => {
      response.writeHead(status, { 'content-type': type });
      response.end(lines.map((line) => JSON.stringify(line)).join('\n'));
    };
    const trouble = (status: number, word: string, text: string) => send(status, [{ trouble: { word, text } }]);
    if (headers.authorization !== `Bearer ${key}`) return trouble(401, 'bad_key', 'nobody has this key');
    if (url !== '/talk') return trouble(404, 'no_such_place', `there is nothing at ${url}`);
    const asked = JSON.parse(body.toString()) as Asked;
    if (asked.model !== 'talk-1') return trouble(404, 'no_such_model', `there is no model "${String(asked.model)}"`);
    const last = asked.talk.at(-1)!;
    const tool = last.who === 'person' ? asked.tools?.[0]?.tool : undefined;
    const { words, why } = tool === undefined ? echo(last.words, asked) : { words: '', why: 'asks' };
    const end = { why, counted: { read: 12, written: 5 } };
    const asks = tool !== undefined && { asks: [{ ref: 'ask-1', tool, with: { city: 'Paris' } }] };
    if (!asked.live) return send(200, [{ words, ...asks, ...end }]);
    const pieces = tool === undefined ? [{ words: words.slice(0, 5) }, { words: words.slice(5) }] : callInPieces(tool);
    return send(200, [...pieces, end], 'application/x-ndjson');
  };

/** A token has two letters here. */
function echo(heard: string, { longest = Infinity, until = [] }: Asked): { readonly words: string; readonly why: string } {
  const whole = `You said: ${heard}`;
  const ends = until.map((word) => whole.indexOf(word)).filter((at) => at >= 0);
  const words = whole.slice(0, Math.min(...ends, longest * 2));
  return { words, why: words.length === longest * 2 ? 'longest' : 'done' };
}

const callInPieces = (tool: string) => [{ ask: { ref: 'ask-1', tool } }, { ask: { with: '{"city":' } }, { ask: { with: '"Paris"}' } }];
