/** Whether whoever may use the first may use the second, too. */
export const reaches = (from: ReadonlySet<string> | undefined, to: ReadonlySet<string> | undefined): boolean =>
  to === undefined || from === undefined || [...from].every((id) => to.has(id));
