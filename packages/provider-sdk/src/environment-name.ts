/**
 * The environment variable for something of a provider's: its slug, then the thing's name, in upper case with `_`
 * between words: `environmentName('azure-openai', 'apiVersion')` is `AZURE_OPENAI_API_VERSION`.
 */
export const environmentName = (slug: string, thing: string): string => `${upperSnake(slug)}_${upperSnake(thing)}`;

const upperSnake = (name: string) =>
  name
    .replaceAll('-', '_')
    .replace(/[a-z][A-Z]/g, (pair) => `${pair[0]}_${pair[1]}`)
    .toUpperCase();
