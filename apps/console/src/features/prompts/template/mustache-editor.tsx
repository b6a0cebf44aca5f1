import { useRef, useState } from 'react';
import { Editor, type EditorParts } from '../../../ui/editor/editor.tsx';
import { mustache, type Offered } from './mustache.ts';

export interface TemplateEditorParts extends Omit<EditorParts, 'extensions'> {
  readonly offered: Offered;
}

/** An editor that knows Mustache. */
export function MustacheEditor({ offered, ...parts }: TemplateEditorParts) {
  const latest = useRef(offered);
  latest.current = offered;
  // Made once: with others the editor would be another, and what was typed could not be undone.
  const [extensions] = useState(() => [mustache(() => latest.current)]);
  return <Editor {...parts} extensions={extensions} />;
}
