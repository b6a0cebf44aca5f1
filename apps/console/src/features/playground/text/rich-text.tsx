import { memo, useMemo } from 'react';
import { blocksOf, type Block } from './blocks.ts';
import { InlineText } from './inline-text.tsx';
import { ListText } from './list-text.tsx';
import classes from './rich-text.module.css';

/** From so many blocks on, those that are out of sight are not laid out. */
const MANY = 40;

/** What a model said, a little set out. It is made of elements of ours with text in them: nothing that it says is ever markup. */
export const RichText = memo(function RichText({ text }: { readonly text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <div className={classes['text']} data-long={blocks.length > MANY || undefined} dir="auto">
      {blocks.map((block, index) => (
        <BlockText key={index} {...block} />
      ))}
    </div>
  );
});

/** Blocks that are finished are as they were, and are not made again when the last one grows. */
const BlockText = memo(function BlockText({ kind, text, info, continues }: Block) {
  switch (kind) {
    case 'code':
      return (
        <pre
          className={classes['code']}
          data-continues={continues || undefined}
          tabIndex={0}
          aria-label={info === '' ? 'Code' : `Code, ${info}`}
          role="group"
        >
          {info !== '' && !continues && <span className={classes['language']}>{info}</span>}
          <code>{text}</code>
        </pre>
      );
    case 'table':
      return (
        <pre className={classes['code']} tabIndex={0} aria-label="Table" role="group">
          {text}
        </pre>
      );
    case 'heading':
      // No heading of the page: what a model says has no say in the page's outline.
      return (
        <p className={classes['heading']}>
          <InlineText text={text} />
        </p>
      );
    case 'list':
      return <ListText text={text} />;
    case 'quote':
      return (
        <blockquote className={classes['quote']}>
          <InlineText text={text} />
        </blockquote>
      );
    case 'rule':
      return <hr className={classes['rule']} />;
    case 'paragraph':
      return (
        <p>
          <InlineText text={text} />
        </p>
      );
  }
});
