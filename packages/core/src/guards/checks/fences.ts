/** A block of code as Markdown fences it. */
export interface FencedBlock {
  /** Lower case, empty if the fence names none. */
  readonly language: string;
  readonly content: string;
}

const FENCE = '```';

/** The fenced blocks of a text; one that is never closed is none. */
export function* fencedBlocks(text: string): Generator<FencedBlock> {
  for (let open = text.indexOf(FENCE); open !== -1;) {
    const start = open + FENCE.length;
    const close = text.indexOf(FENCE, start);
    if (close === -1) return;
    const inside = text.slice(start, close);
    const named = /^[\w+#.-]{1,40}(?=\s)/.exec(inside)?.[0] ?? '';
    yield { language: named.toLowerCase(), content: inside.slice(named.length) };
    open = text.indexOf(FENCE, close + FENCE.length);
  }
}
