/** A JSON object of which nothing is known yet. */
export type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of JSON objects, nothing else in it. */
export const isMembersList = (value: unknown): value is readonly Members[] => Array.isArray(value) && value.every(isMembers);
