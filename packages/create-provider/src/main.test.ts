import { afterAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { askForRest } from './questions.ts';
import { readArguments } from './read-arguments.ts';

const scratch = mkdtempSync(join(tmpdir(), 'sluice-create-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const BIN = join(import.meta.dirname, '../bin/create-provider.js');

/** Runs the command where nobody can be asked. */
const created = (...args: readonly string[]) => createdBy({}, ...args);

function createdBy(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ readonly status: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: scratch,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, output })));
}

describe('the command line', () => {
  it('is read whole', () => {
    expect(readArguments(['x', '--dialect', 'own', '--id', 'a', '--name', 'A', '--base-url', 'https://a.example'])).toEqual({
      target: 'x',
      kind: 'own',
      id: 'a',
      name: 'A',
      baseURL: 'https://a.example',
      help: false,
    });
  });

  it.each([
    [['a', 'b'], /one package at a time: a and b are 2/],
    [['a', '--dialect', 'soap'], /there is no template "soap"; there are openai, own, strategy, check/],
    [['a', '--colour'], /--colour/],
  ])('%j is refused in a sentence', (args, sentence) => {
    expect(() => readArguments(args)).toThrow(sentence);
  });
});

describe('the command', () => {
  it('asks nothing where there is nobody to ask, and says what comes next', async () => {
    const { status, output } = await created('first', '--dialect', 'own');

    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('cd first\n  npm install\n  npm test') });
    expect(readFileSync(join(scratch, 'first/src/index.ts'), 'utf8')).toContain("id: 'first'");
  });

  it.each([
    ['by-npm', { npm_config_init_author_name: 'Ann Bee' }, 'Ann Bee', 'Its author is Ann Bee, as npm (init-author-name) has it'],
    ['by-git', {}, 'Cy Dee', 'Its author is Cy Dee, as git (user.name) has it'],
    ['by-nobody', { GIT_CONFIG_GLOBAL: '/dev/null' }, 'Your Name', 'Its author is "Your Name" until you put a name into LICENSE'],
    ['by-quotes', { npm_config_init_author_name: 'Ann "the" Bee' }, 'Your Name', 'Its author is "Your Name" until'],
  ])('says whom it names as the author, and who told it so: %s', async (target, environment, author, sentence) => {
    const config = join(scratch, '.gitconfig');
    writeFileSync(config, '[user]\n\tname = Cy Dee\n');

    const { output } = await createdBy({ GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: '1', ...environment }, target);

    expect(output).toContain(sentence);
    expect(JSON.parse(readFileSync(join(scratch, target, 'package.json'), 'utf8'))).toMatchObject({ author });
  });

  it('refuses in one line, and writes nothing', async () => {
    const { status, output } = await created('Second');

    expect(status).toBe(1);
    expect(output).toMatch(/^npm takes no package called "Second".*\n$/);
    expect(existsSync(join(scratch, 'Second'))).toBe(false);
  });

  it('tells how it is used', async () => {
    expect(await created('--help')).toMatchObject({ status: 0, output: expect.stringContaining('--dialect <kind>') });
  });
});

describe('a question', () => {
  /** Answers each question by its turn. */
  async function asking(said: Parameters<typeof askForRest>[0], ...answers: readonly string[]) {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let asked = '';
    const left = [...answers];
    output.on('data', (chunk: Buffer) => {
      asked += chunk.toString();
      if (asked.endsWith(') ') && left.length > 0) input.write(`${left.shift()!}\n`);
    });
    return { wanted: await askForRest(said, scratch, { input, output }), asked };
  }

  it('is put for what was not said, with what an empty line means', async () => {
    const { wanted, asked } = await asking({}, 'third', '', 'acme', '', 'https://acme.example/v1');

    expect(wanted).toEqual({ target: 'third', kind: 'openai', id: 'acme', name: 'Acme', baseURL: 'https://acme.example/v1' });
    expect(asked).toContain('Its slug in calls (third)');
  });

  it('is not put for what was said', async () => {
    const said = { target: 'x', kind: 'own', id: 'x', name: 'X', baseURL: 'https://x.example' } as const;

    expect(await asking(said)).toEqual({ wanted: said, asked: '' });
  });

  it('is put again where the answer is none of the templates', async () => {
    const { wanted } = await asking({ target: 'x' }, 'soap', 'check', 'acme.x');

    expect(wanted).toEqual({ target: 'x', kind: 'check', id: 'acme.x' });
  });

  it('comes to an end where the name cannot be', async () => {
    await expect(asking({}, 'Bad Name', '')).rejects.toThrow('npm takes no package called "Bad Name"');
  });
});
