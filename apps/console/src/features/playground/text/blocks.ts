/** A stretch of an answer that is shown by itself. */
export interface Block {
  readonly kind: 'paragraph' | 'heading' | 'list' | 'quote' | 'code' | 'table' | 'rule';
  /** What is in it, without the signs that made it one. */
  readonly text: string;
  /** The language of code, by its author's word. */
  readonly info: string;
  /** It is the rest of the one before, which was too long. */
  readonly continues: boolean;
}

/** The browser lays out a block anew as it grows: longer ones are cut, at the end of a line or a word. In characters. */
const LONGEST = 4_000;

/** Of patterns that could match the same signs in two ways none stands here: a model may say whatever makes them slow. */
const FENCE = /^ {0,3}(```+|~~~+)([^`]*)$/;
const LIST = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\S/;

/** Takes a text in the little of Markdown that models write apart. It reads each line once, however long the text is. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    const fence = FENCE.exec(line);
    if (fence) {
      const end = endOfCode(lines, at + 1, fence[1]!);
      push(blocks, 'code', lines.slice(at + 1, end).join('\n'), fence[2]!.trim().slice(0, 40));
      at = end + 1;
    } else if (line.trim() === '') {
      at++;
    } else {
      const kind = kindOf(line);
      const end = kind === 'heading' || kind === 'rule' ? at + 1 : endOf(kind, lines, at + 1);
      push(
        blocks,
        kind,
        lines
          .slice(at, end)
          .map((each) => bare(kind, each))
          .join('\n'),
      );
      at = end;
    }
  }
  return blocks;
}

function kindOf(line: string): Block['kind'] {
  if (/^ {0,3}#{1,6}\s+\S/.test(line)) return 'heading';
  if (/^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return 'rule';
  if (/^ {0,3}>/.test(line)) return 'quote';
  if (/^ {0,3}\|.*\|\s*$/.test(line)) return 'table';
  return LIST.test(line) ? 'list' : 'paragraph';
}

/** The first line that belongs to it no more. */
function endOf(kind: Block['kind'], lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.trim() === '' || FENCE.test(line)) return at;
    const next = kindOf(line);
    // What is set in below a point of a list belongs to that point.
    if (next !== kind && !(kind === 'list' && /^\s{2,}\S/.test(line))) return at;
  }
  return lines.length;
}

function endOfCode(lines: readonly string[], from: number, fence: string): number {
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!.trim();
    if (line.startsWith(fence) && line.replaceAll(fence[0]!, '') === '') return at;
  }
  return lines.length;
}

function bare(kind: Block['kind'], line: string): string {
  if (kind === 'heading') return line.replace(/^ {0,3}#{1,6}\s+/, '');
  if (kind === 'quote') return line.replace(/^ {0,3}> ?/, '');
  return kind === 'rule' ? '' : line;
}

function push(blocks: Block[], kind: Block['kind'], text: string, info = ''): void {
  for (let from = 0; from === 0 || from < text.length;) {
    const to = cutAt(text, from);
    blocks.push({ kind, text: text.slice(from, to), info, continues: from > 0 });
    from = to;
  }
}

function cutAt(text: string, from: number): number {
  if (text.length - from <= LONGEST) return text.length || 1;
  const within = text.slice(from, from + LONGEST);
  const end = Math.max(within.lastIndexOf('\n'), within.lastIndexOf(' '));
  return from + (end > LONGEST / 2 ? end + 1 : LONGEST);
}
