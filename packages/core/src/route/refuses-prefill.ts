/** Statuses by which providers refuse an assistant message as the last one. */
export const REFUSES_PREFILL: ReadonlySet<number> = new Set([400, 422]);
