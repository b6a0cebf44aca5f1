import { json } from '@codemirror/lang-json';
import { Editor } from '../../../ui/editor/editor.tsx';
import type { JsonTextParts } from './json-text.tsx';

const JSON_TEXT = [json()];

/** The editor of a field for JSON; it comes when a page first shows one. */
export const JsonTextEditor = ({ label, value, onChange, onSubmit, minHeight = 90 }: JsonTextParts) => (
  <Editor
    label={label}
    value={value}
    onChange={onChange}
    onSubmit={onSubmit}
    extensions={JSON_TEXT}
    minHeight={minHeight}
    maxHeight={360}
  />
);
