import { relative } from 'node:path';
import { authorIn } from './author.ts';
import { createPackage, type Created } from './create-package.ts';
import { askForRest } from './questions.ts';
import { readArguments, USAGE } from './read-arguments.ts';
import { Refusal } from './refusal.ts';

/** The command. @returns The exit code. */
export async function main(given: readonly string[]): Promise<number> {
  const { stdin: input, stdout: output } = process;
  const cwd = process.cwd();
  try {
    const { help, ...said } = readArguments(given);
    if (help) return print(USAGE);
    const asks = input.isTTY && output.isTTY;
    const wanted = asks ? await askForRest(said, cwd, { input, output }) : { ...said, target: said.target ?? 'my-provider' };
    return print(whatNext(createPackage({ ...wanted, author: authorIn(process.env) }, cwd), cwd));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

const whatNext = ({ packageName, folder, files }: Created, cwd: string): string => `Wrote ${packageName}: ${files.length} files in ${folder}

  cd ${relative(cwd, folder) || '.'}
  npm install
  npm test

Its README.md says what comes next.
`;

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
