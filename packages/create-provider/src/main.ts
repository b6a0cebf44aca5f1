import { relative } from 'node:path';
import { authorIn, type Author } from './author.ts';
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
    const author = authorIn(process.env);
    return print(whatNext(createPackage({ ...wanted, author: author?.name }, cwd), author, cwd));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

const whatNext = ({ packageName, folder, files, author }: Created, told: Author | undefined, cwd: string): string =>
  `Wrote ${packageName}: ${files.length} files in ${folder}

  cd ${relative(cwd, folder) || '.'}
  npm install
  npm test

${authorship(author, told)}
Its README.md says what comes next.
`;

/** A name goes into what will be published, so nobody should find it there by chance. */
const authorship = (author: string, told: Author | undefined): string =>
  told?.name === author
    ? `Its author is ${author}, as ${told.toldBy} has it: LICENSE and package.json say so, and are yours to change.`
    : `Its author is "${author}" until you put a name into LICENSE and package.json.`;

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
