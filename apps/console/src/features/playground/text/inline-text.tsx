import { useMemo } from 'react';
import { inlineOf, type Inline } from './inline.ts';
import classes from './rich-text.module.css';

/** A line, or some, with what is marked in them. */
export function InlineText({ text }: { readonly text: string }) {
  const pieces = useMemo(() => inlineOf(text), [text]);
  return pieces.map((piece, index) => <Piece key={index} {...piece} />);
}

function Piece(piece: Inline) {
  switch (piece.kind) {
    case 'code':
      return <code className={classes['inlineCode']}>{piece.text}</code>;
    case 'bold':
      return <strong>{piece.text}</strong>;
    case 'italic':
      return <em>{piece.text}</em>;
    case 'link':
      return <Link {...piece} />;
    case 'text':
      return piece.text;
  }
}

/** Where it leads is always to be read: a model may call any address by any name. */
function Link({ text, address }: { readonly text: string; readonly address: string }) {
  const says = text === address || `${text}/` === address ? undefined : address;
  return (
    <>
      <a href={address} target="_blank" rel="noopener noreferrer nofollow" className={classes['link']}>
        {text === '' ? address : text}
      </a>
      {says !== undefined && text !== '' && <span className={classes['address']}> ({says})</span>}
    </>
  );
}
