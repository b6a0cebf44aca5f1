/** What was looked at for one recording, by name, with what is wrong there; nothing wrong is an empty list. */
export type Checks = Record<string, readonly string[]>;
