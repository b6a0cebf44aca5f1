/** Brings the editor. It is large, and most pages have none. */
export const importEditor = () => import('./editor/editor.tsx');

/** Begins to, for a page that is on its way and will show one. Whoever shows it says what is wrong. */
export const editorSoon = (): void => void importEditor().catch(() => undefined);
