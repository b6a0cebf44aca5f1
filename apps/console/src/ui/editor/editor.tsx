import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { usual } from './usual.ts';
import classes from './editor.module.css';

export interface EditorParts {
  readonly value: string;
  /** Left out: it is only read. */
  readonly onChange?: (value: string) => void;
  /** What it is, for who does not see it. */
  readonly label: string;
  /** A language, completion, marks. Made once: another array makes another editor. */
  readonly extensions?: readonly Extension[];
  /** Pixels. */
  readonly minHeight?: number;
  /** Pixels; beyond, it scrolls. */
  readonly maxHeight?: number;
  /** Ctrl or Cmd with Enter. */
  readonly onSubmit?: () => void;
}

const NONE: readonly Extension[] = [];

/** A text editor. Tab leaves it, as it leaves every field; Ctrl with `]` and `[` indents. */
export function Editor({ value, onChange, label, extensions = NONE, minHeight = 160, maxHeight = 640, onSubmit }: EditorParts) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ onChange, onSubmit, value });
  latest.current = { onChange, onSubmit, value };
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const readOnly = onChange === undefined;

  useEffect(() => {
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          usual({ label, dark, readOnly, onSubmit: () => latest.current.onSubmit?.() }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
          }),
          EditorView.theme({
            '&': { minHeight: `${minHeight}px`, maxHeight: `${maxHeight}px` },
            '.cm-scroller': { minHeight: `${minHeight}px` },
          }),
          ...extensions,
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [label, dark, readOnly, minHeight, maxHeight, extensions]);

  useEffect(() => {
    const { current } = view;
    if (!current || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={place} className={classes['frame']} />;
}
