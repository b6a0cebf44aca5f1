/** A list of objects, an empty list, or a list whose items are put in; `[INST]` is how some models want plain text to begin. */
const LIST_OF_MESSAGES = /^\s*\[\s*(?:\{|\]|$)/;

/** What a prompt is for whose maker did not say: chat where its template is a list of messages, else completions. */
export const kindOfTemplate = (template: string): 'chat' | 'completion' => (LIST_OF_MESSAGES.test(template) ? 'chat' : 'completion');
