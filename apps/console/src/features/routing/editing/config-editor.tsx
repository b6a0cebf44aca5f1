import { setDiagnostics } from '@codemirror/lint';
import { useEffect, useState } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { CodeEditor } from '../../../ui/code-editor.tsx';
import { configLanguage } from '../language/config-language.ts';
import type { EditorHandle } from '../language/editor-handle.ts';
import type { KnownThings } from '../language/known-things.ts';
import type { Schema } from '../schema/schema.ts';
import type { Problem } from './problem.ts';

interface Editing {
  readonly text: string;
  /** Left out: it is only read. */
  readonly onChange?: (text: string) => void;
  readonly onSubmit?: () => void;
  /** What is offered to be named. */
  readonly known: KnownThings;
  readonly problems: readonly Problem[];
  readonly handle: EditorHandle;
}

/** A config as text: completed and explained by the schema, with marks at what is wrong. */
export function ConfigEditor({ text, onChange, onSubmit, known, problems, handle }: Editing) {
  const [ready, setReady] = useState(0);
  const [language] = useState(() => configLanguage(handle, () => setReady((count) => count + 1)));
  const schema = useAsk('GET /v1/configs/schema', {}, { freshFor: Infinity });

  useEffect(() => {
    handle.schema = schema.data as Schema | undefined;
    handle.known = known;
  }, [handle, schema.data, known]);

  useEffect(() => {
    const { view } = handle;
    if (!view) return;
    const { length } = view.state.doc;
    const diagnostics = problems.map(({ from, to, message }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity: 'error' as const,
      message,
    }));
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }, [handle, problems, ready]);

  return (
    <CodeEditor
      label="The config, as JSON"
      value={text}
      extensions={language}
      minHeight={320}
      maxHeight={620}
      {...(onChange && { onChange })}
      {...(onSubmit && { onSubmit })}
    />
  );
}
