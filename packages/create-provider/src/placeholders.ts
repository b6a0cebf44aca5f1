import type { Plan } from './plan.ts';

/** What stands in the templates → what it stands for. The templates are packages that work, so these are values like others. */
const STANDS_FOR: Readonly<Record<string, (plan: Plan) => string>> = {
  'template-package': ({ packageName }) => packageName,
  'template-slug': ({ id }) => id,
  'template.slug': ({ id }) => id,
  TEMPLATE_SLUG: ({ id }) => id.replaceAll(/[-.]/g, '_').toUpperCase(),
  'Template Name': ({ name }) => name,
  'https://template.example/v1': ({ baseURL }) => baseURL,
  'Template Author': ({ author }) => author,
  TEMPLATE_YEAR: () => String(new Date().getFullYear()),
};

/** In one go, so that nothing is looked for in what was put in. */
const ANY = new RegExp(
  Object.keys(STANDS_FOR)
    .map((placeholder) => placeholder.replaceAll(/[.]/g, '\\.'))
    .join('|'),
  'g',
);

/** A template's text, with what it stands for put in. */
export const filled = (text: string, plan: Plan): string => text.replaceAll(ANY, (placeholder) => STANDS_FOR[placeholder]!(plan));

/** Whether something is left that should have been replaced. */
export const hasPlaceholder = (text: string): boolean =>
  text.search(ANY) >= 0 || /template\.example|TEMPLATE_|Template (?:Name|Author)/.test(text);
