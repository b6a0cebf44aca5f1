/**
 * A JSON value as a word, for a message or to be compared with one: a text as it is, everything else as JSON.
 * `String` throws for an object that has a `toString` of its own, which anybody can send.
 */
export const wordOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'));
