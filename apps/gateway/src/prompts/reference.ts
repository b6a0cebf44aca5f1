/** Which version of a prompt or partial is meant. */
export type VersionWanted =
  | { readonly by: 'published' }
  | { readonly by: 'latest' }
  | { readonly by: 'number'; readonly number: number }
  | { readonly by: 'label'; readonly label: string };

/** A prompt or partial as callers name it. */
export interface Reference {
  /** Slug or id. */
  readonly name: string;
  readonly version: VersionWanted;
}

/** Takes `slug`, `slug@12`, `slug@latest` and `slug@label` apart, and the same with an id. Wire spec §15.1. */
export function readReference(text: string): Reference {
  const at = text.lastIndexOf('@');
  if (at <= 0) return { name: text, version: { by: 'published' } };
  const name = text.slice(0, at);
  const suffix = text.slice(at + 1);
  if (suffix === 'latest') return { name, version: { by: 'latest' } };
  if (/^[1-9]\d{0,8}$/.test(suffix)) return { name, version: { by: 'number', number: Number(suffix) } };
  return { name, version: { by: 'label', label: suffix } };
}
