import { defineCheck } from '@sluice/provider-sdk/check';
import { patternOf, readParameters, type Parameters } from './parameters.ts';

/** Finds names that must not leave the house, or come back into it, and can put something else in their place. */
export default defineCheck<Parameters>({
  id: 'template.slug',
  phases: ['before', 'after'],
  rewrites: true,
  parameters: readParameters,
  run({ text }, { names, replacement }, { rewritten }) {
    const pattern = patternOf(names);
    // How many, and not which: callers read this.
    const found = [...text.matchAll(pattern)].length;
    if (found === 0 || replacement === undefined) return { verdict: found === 0, data: { found } };
    return { verdict: true, data: { found }, document: rewritten((each) => each.replaceAll(pattern, () => replacement)) };
  },
});
