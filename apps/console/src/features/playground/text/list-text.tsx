import { useMemo } from 'react';
import { InlineText } from './inline-text.tsx';
import classes from './rich-text.module.css';

const POINT = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;

/** The points of a list, as deep as they are set in. */
export function ListText({ text }: { readonly text: string }) {
  const points = useMemo(() => pointsOf(text), [text]);
  return (
    <ul className={classes['list']}>
      {points.map(({ depth, mark, words }, index) => (
        <li key={index} style={{ marginInlineStart: `${depth * 1.25}em` }}>
          <span className={classes['mark']}>{mark}</span>
          <span>
            <InlineText text={words} />
          </span>
        </li>
      ))}
    </ul>
  );
}

interface Point {
  readonly depth: number;
  readonly mark: string;
  readonly words: string;
}

function pointsOf(text: string): readonly Point[] {
  const points: { depth: number; mark: string; words: string }[] = [];
  for (const line of text.split('\n')) {
    const [, space = '', mark = '', words = ''] = POINT.exec(line) ?? [];
    const last = points.at(-1);
    if (mark !== '') points.push({ depth: Math.min(4, Math.floor(space.length / 2)), mark: /\d/.test(mark) ? mark : '•', words });
    else if (last) last.words += `\n${line.trim()}`;
    else points.push({ depth: 0, mark: '', words: line.trim() });
  }
  return points;
}
