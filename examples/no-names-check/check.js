import { defineCheck } from '@sluice/provider-sdk/check';

/** @import { JsonRecord } from '@sluice/provider-sdk/check' */

/** Fails where one of the names is in the text. What was found is not repeated: the caller reads the verdict, and the name is what must not get out. */
export default defineCheck({
  id: 'acme.no-names',
  phases: ['before', 'after'],
  parameters: readNames,
  run({ text }, names) {
    const found = names.filter(({ pattern }) => pattern.test(text)).length;
    return {
      verdict: found === 0,
      data: { explanation: found === 0 ? 'no name was found' : `${found} of ${names.length} names were found` },
    };
  },
});

/** @param {JsonRecord} given */
function readNames({ names, ...others }) {
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) throw new Error(`"${stranger}" is none of its parameters: there is "names"`);
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string' && name.trim() !== ''))
    throw new Error('"names" must be a list of names: ["Ada", "Grace Hopper"]');
  return names.map((name) => ({ pattern: patternOf(String(name)) }));
}

/**
 * The name as whole words, whatever its case and the space within: "Ada" is not in "Adagio".
 *
 * @param {string} name
 */
function patternOf(name) {
  const words = name
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'iu');
}
