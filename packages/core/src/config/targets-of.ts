/** The targets of a node that nobody has checked; none where there is no list of them. */
export function targetsOf(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  const { targets } = node as { readonly targets?: unknown };
  return Array.isArray(targets) ? targets : [];
}
