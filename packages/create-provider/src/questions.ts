import { createInterface } from 'node:readline/promises';
import { isKind, KINDS, type Kind } from './kind.ts';
import { planFor, type Wanted } from './plan.ts';

/** Where questions are put, and answered. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks for what was not said, each with the answer that an empty line gives. */
export async function askForRest(said: Partial<Wanted>, cwd: string, { input, output }: Terminal): Promise<Wanted> {
  const lines = createInterface({ input, output });
  const ask = async (question: string, otherwise: string) => (await lines.question(`${question} (${otherwise}) `)).trim() || otherwise;
  try {
    const target = said.target ?? (await ask('Folder of the package', 'my-provider'));
    const kind = said.kind ?? (await askKind(ask));
    // What cannot be is refused before the next question.
    const { id: likely } = planFor({ ...said, target, kind }, cwd);
    const id = said.id ?? (await ask(IDS[kind], likely));
    const { name: called, baseURL: address } = planFor({ ...said, target, kind, id }, cwd);
    if (kind === 'strategy' || kind === 'check') return { ...said, target, kind, id };
    const name = said.name ?? (await ask('Its name for people', called));
    const baseURL = said.baseURL ?? (await ask('Its address', address));
    return { ...said, target, kind, id, name, baseURL };
  } finally {
    lines.close();
  }
}

const IDS: Readonly<Record<Kind, string>> = {
  openai: 'Its slug in calls',
  own: 'Its slug in calls',
  strategy: 'Its mode in configs',
  check: 'Its id in configs',
};

async function askKind(ask: (question: string, otherwise: string) => Promise<string>): Promise<Kind> {
  const choices = Object.entries(KINDS).map(([kind, what]) => `  ${kind.padEnd(10)}${what}`);
  for (;;) {
    const kind = await ask(`What is it to be?\n${choices.join('\n')}\n`, 'openai');
    if (isKind(kind)) return kind;
  }
}
