import { Box } from '@mantine/core';
import { memo } from 'react';
import { RichText } from '../text/rich-text.tsx';
import classes from './parts.module.css';

/** What a model thought before it spoke, folded up. Nothing where nobody knows. */
export const Thoughts = memo(function Thoughts({ text }: { readonly text: string }) {
  if (text === '') return null;
  return (
    <details className={classes['folded']}>
      <summary>Thoughts</summary>
      <Box pt="xs" c="dimmed">
        <RichText text={text} />
      </Box>
    </details>
  );
});
