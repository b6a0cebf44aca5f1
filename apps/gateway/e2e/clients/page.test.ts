import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readPage, repositoryRoot, type Block } from '../../test/docs/support/pages.ts';
import { hasClaude, hasCodex, commandLines } from '../command-lines/programs.ts';
import { describeWith, nothing, python, type Need } from '../guide/needs.ts';
import { runProgram } from '../guide/run-program.ts';
import { watchOutside, type Outside } from '../command-lines/outside.ts';
import { pythonSDKs } from './python-sdks.ts';
import { says, startStage, STARTING_MS, type Stage } from './stage.ts';

const { blocks } = readPage('docs/clients.md');
const config = blocks.find(({ language }) => language === 'yaml')!.text;
const examples = blocks.filter(({ mark }) => mark.kind === 'not run');

/** As often as an example asks. */
const ANSWER = 'The capital of France is Paris.';

const RUNNING_MS = 90_000;

let stage: Stage;
let folder: string;
let outside: Outside;
beforeAll(async () => {
  outside = await watchOutside();
  stage = await startStage(['groq', 'cohere'], { config });
  for (const name of ['groq', 'cohere']) says(stage.at(name), { text: ANSWER });
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-clients-')));
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  for (const { mark, text } of blocks) {
    if (mark.kind !== 'file') continue;
    mkdirSync(dirname(join(folder, mark.name)), { recursive: true });
    writeFileSync(join(folder, mark.name), here(text));
  }
}, STARTING_MS);
afterAll(async () => {
  await stage?.close();
  await outside?.close();
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const here = (text: string) => text.replaceAll('8787', String(stage.port));

const FILES: Readonly<Record<string, readonly [file: string, program: string]>> = {
  js: ['example.mjs', process.execPath],
  python: ['example.py', python],
  sh: ['example.sh', 'bash'],
};

async function run({ language, text }: Block): Promise<string> {
  const [file, program] = FILES[language]!;
  writeFileSync(join(folder, file), here(text));
  const { PATH } = process.env;
  const env = { SLUICE_KEY: stage.key, PATH: `${commandLines}:${PATH}`, PYTHONDONTWRITEBYTECODE: '1', ...outside.environment };
  const { exitCode, stdout, stderr } = await runProgram(program, [file], { cwd: folder, env });
  if (exitCode !== 0) throw new Error(`it ended with ${exitCode}:\n${stdout}\n${stderr}`);
  return stdout;
}

const NEEDS: readonly (readonly [what: string, need: Need, of: (block: Block) => boolean])[] = [
  ['Node', nothing, ({ language }) => language === 'js'],
  ['Python', pythonSDKs, ({ language }) => language === 'python'],
  ['Claude Code', hasClaude, ({ language, text }) => language === 'sh' && text.includes('claude ')],
  ['Codex', hasCodex, ({ language, text }) => language === 'sh' && text.includes('codex ')],
];

for (const [what, need, of] of NEEDS) {
  describeWith(need, `the page on clients, for ${what}`, () => {
    it.each(examples.filter(of).map((block) => [`line ${block.line}`, block] as const))(
      'has an example that does what it says (%s)',
      async (_line, block) => {
        const printed = await run(block);

        expect(printed).toContain(ANSWER);
        expect(outside.wanted).toEqual([]);
      },
      RUNNING_MS,
    );
  });
}

it('has no example that is of none of these', () => {
  expect(examples.filter((block) => NEEDS.filter(([, , of]) => of(block)).length !== 1)).toEqual([]);
});
