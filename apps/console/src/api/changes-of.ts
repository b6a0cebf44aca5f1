/** Members of a body, by their names. */
type Members = Readonly<Record<string, unknown>>;

/**
 * What of a thing was changed in a form: the rest is not sent, so that nobody undoes what somebody else did meanwhile, and
 * nobody needs a right for what they leave as it is.
 *
 * @returns Members that differ; null for those that are gone.
 */
export function changesOf(before: Members, after: Members): Record<string, unknown> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names]
      .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
      .map((name) => [name, after[name] ?? null]),
  );
}
