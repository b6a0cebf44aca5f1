import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorView } from '@codemirror/view';
import { usual } from './usual.ts';
import classes from './editor.module.css';

export interface DiffParts {
  readonly before: string;
  readonly after: string;
  /** What is compared, for who does not see it: `Message 1, user`. */
  readonly label: string;
  /** What each side is: `version 2`. */
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

/** Narrower than this two texts do not stand beside each other. */
const WIDE = '(min-width: 62em)';

/** Long texts are compared line by line only: who reads waits for no more. */
const PACE = { scanLimit: 1_000, timeout: 500 };

/** Two texts that are only read, and where they differ. */
export function Diff({ before, after, label, beforeLabel, afterLabel }: DiffParts) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });

  useEffect(() => {
    const side = (name: string) => [
      usual({ label: `${label}, ${name}`, dark, readOnly: true, onSubmit: () => {} }),
      EditorView.theme({ '&': { maxHeight: '420px' } }),
      marks(dark),
    ];
    const view = wide
      ? new MergeView({
          parent: place.current!,
          a: { doc: before, extensions: side(beforeLabel) },
          b: { doc: after, extensions: side(afterLabel) },
          diffConfig: PACE,
        })
      : new EditorView({
          parent: place.current!,
          doc: after,
          extensions: [
            side(`${beforeLabel} and ${afterLabel}`),
            unifiedMergeView({ original: before, mergeControls: false, diffConfig: PACE, allowInlineDiffs: true }),
          ],
        });
    return () => view.destroy();
  }, [before, after, label, beforeLabel, afterLabel, dark, wide]);

  return <div ref={place} className={classes['frame']} role="group" aria-label={label} />;
}

/** What is gone and what is new, told apart by a line as well as by colour. */
const marks = (dark: boolean) => {
  const [gone, come] = dark ? ['#ff8787', '#8ce99a'] : ['#c92a2a', '#2b8a3e'];
  const line = (colour: string) => ({ backgroundColor: `color-mix(in srgb, ${colour} ${dark ? 6 : 10}%, transparent)` });
  const word = (colour: string) => ({
    background: `color-mix(in srgb, ${colour} ${dark ? 12 : 22}%, transparent)`,
    borderRadius: '2px',
    color: dark ? '#fff' : '#000',
  });
  return EditorView.theme({
    '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': line(gone),
    '&.cm-merge-b .cm-changedLine, .cm-insertedLine': line(come),
    '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': { ...word(gone), textDecoration: 'line-through' },
    '&.cm-merge-b .cm-changedText, .cm-insertedLine .cm-changedText': { ...word(come), textDecoration: 'underline' },
    '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: gone },
    '&.cm-merge-b .cm-changedLineGutter': { background: come },
  });
};
