/** `google_search` as Google's JSON spells it: `googleSearch`. */
export const camelCase = (name: string): string => name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
