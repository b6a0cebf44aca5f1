import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import { BOTH, defineCheck, NOT } from './check-kind.ts';
import { fencedBlocks } from './fences.ts';

/** Other names that a fence may give a language. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  javascript: ['js', 'jsx', 'mjs'],
  typescript: ['ts', 'tsx'],
  python: ['py', 'python3'],
  shell: ['sh', 'bash', 'zsh', 'console'],
  bash: ['sh', 'shell'],
  'c++': ['cpp', 'cc'],
  'c#': ['cs', 'csharp'],
  ruby: ['rb'],
  rust: ['rs'],
  go: ['golang'],
  kotlin: ['kt'],
  yaml: ['yml'],
  markdown: ['md'],
  html: ['htm'],
};

/** The text has a fenced block of a language. */
export const containsCode = defineCheck<{ format: string; not: boolean }>({
  id: 'default.containsCode',
  phases: BOTH,
  parameters: { format: Joi.string().required(), not: NOT },
  run({ subject, parameters: { format, not } }) {
    const wanted = format.toLowerCase();
    const names = new Set([wanted, ...(Object.hasOwn(ALIASES, wanted) ? (ALIASES[wanted] ?? []) : [])]);
    const found = [...fencedBlocks(inspectedText(subject))].some(({ language }) => names.has(language));
    return { verdict: found !== not, data: { format, not, explanation: `The text has ${found ? 'a' : 'no'} block of ${format} code.` } };
  },
});
