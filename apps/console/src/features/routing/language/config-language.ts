import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { lintGutter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { keymap, ViewPlugin } from '@codemirror/view';
import { completionFrom } from './completion.ts';
import type { EditorHandle } from './editor-handle.ts';
import { hoverFrom } from './hover.ts';

/** What an editor needs to write configs: JSON, completion, what members mean, marks at what is wrong. */
export const configLanguage = (handle: EditorHandle, onReady: () => void): readonly Extension[] => [
  ViewPlugin.define((view) => {
    handle.view = view;
    // Not within the making of the editor: whoever is told may want to change it.
    queueMicrotask(onReady);
    return {
      destroy() {
        if (handle.view === view) handle.view = undefined;
      },
    };
  }),
  json(),
  autocompletion({ override: [completionFrom(handle)], icons: false, activateOnTyping: true, closeOnBlur: true, interactionDelay: 0 }),
  keymap.of(completionKeymap),
  hoverFrom(handle),
  lintGutter(),
];
