import type { Published } from './published.ts';

/** What a README shows of its package. */
export interface Example {
  readonly code: string;
  /** What it prints, where the README says so. */
  readonly prints: string | undefined;
  /** What the README puts into `package.json`. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** The variables of the environment that it reads. */
  readonly variables: readonly string[];
}

const BLOCK = /```(\w+)\n([^]*?)```/g;

/** The first TypeScript of a README that needs no file of its reader’s, and what stands around it. */
export function exampleOf({ name, readme }: Published): Example {
  const blocks = [...readme.matchAll(BLOCK)].map(([, language, text]) => ({ language, text: text! }));
  const at = blocks.findIndex(({ language, text }) => language === 'ts' && !text.includes(`from './`));
  if (at < 0) throw new Error(`the README of ${name} has no example in a block that begins with \`\`\`ts`);
  const { text: code } = blocks[at]!;
  const next = blocks[at + 1];
  const json = blocks.find(({ language }) => language === 'json')?.text;
  return {
    code,
    prints: next?.language === 'text' ? next.text : undefined,
    manifest: json === undefined ? {} : (JSON.parse(json) as Record<string, unknown>),
    variables: [...code.matchAll(/process\.env\.(\w+)/g)].map(([, variable]) => variable!),
  };
}
