/** The targets of a node that nobody has checked; none where there is no list of them. */
export function targetsOf(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  const { targets } = node as { readonly targets?: unknown };
  return Array.isArray(targets) ? targets : [];
}

/** Where the shadow of a config that nobody has checked would go; undefined where it has none that is an object. */
export function shadowTargetOf(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  const { shadow } = node as { readonly shadow?: unknown };
  if (typeof shadow !== 'object' || shadow === null) return undefined;
  const { target } = shadow as { readonly target?: unknown };
  return typeof target === 'object' && target !== null && !Array.isArray(target) ? target : undefined;
}
