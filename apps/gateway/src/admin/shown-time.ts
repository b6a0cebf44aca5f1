/** A time as replies have it: clients of one language can read nothing but text here. */
export const shownTime = (atMs: number): string => new Date(atMs).toISOString();

/** The same for a time that may never come. */
export const shownTimeOrNull = (atMs: number | null): string | null => (atMs === null ? null : shownTime(atMs));
