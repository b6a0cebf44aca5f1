/** Several of what a label calls one: `aliases`. */
export const pluralOf = (label: string): string => (label.endsWith('s') ? `${label}es` : `${label}s`);

/** Any one of them: `an API key`, but `a user`. */
export const withArticle = (label: string): string => `${/^[aeio]/i.test(label) ? 'an' : 'a'} ${label}`;
