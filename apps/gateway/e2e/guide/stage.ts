import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from './page.ts';
import { startFakeGroq, type FakeGroq } from './fake-groq.ts';
import { startGateway, type GatewayProcess } from './gateway-process.ts';
import { makeSnippetFolder, type ReaderValues } from './snippet-folder.ts';
import { streamed } from './streamed.ts';

export type Form = 'plain' | 'streamed';

/** The key that the caller brings, and the one that Sluice keeps under the virtual key: which of them Groq saw is what counts. */
export const CALLER_KEY = 'gsk_brought_by_the_caller';
export const STORED_KEY = 'gsk_kept_by_sluice';

export const PROMPT_MESSAGE = { role: 'system', content: 'Answer in one short sentence.' };
export const PROMPT_PARAMETERS = { temperature: 0.2 };

export interface StageSettings {
  /** Whether the prompt that the page names is there. */
  readonly prompt?: 'found' | 'missing';
  readonly retired?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Stage {
  readonly groq: FakeGroq;
  readonly values: ReaderValues;
  /** The directory in which examples run, for the files that they read and write. */
  readonly folder: string;
  /** Runs an example to its end and gives what it printed. */
  readonly print: (example: Example, form: Form, env?: Readonly<Record<string, string>>) => Promise<string>;
  readonly showPicture: (bytes: Buffer) => void;
  /** Takes everything down, and says so if the gateway did not end well. */
  readonly close: () => Promise<void>;
}

/** A reader of the page, the gateway between, and Groq behind it. */
export const setStage = async ({ prompt = 'found', retired = [], env = {} }: StageSettings = {}): Promise<Stage> =>
  takeStage({
    retired,
    start: (groqEnv) => startGateway({ config: configWith(prompt), env: { ...groqEnv, ...env } }),
    furnish: ({ address }) => Promise.resolve({ address, sluiceKey: SLUICE_KEY, providerKey: CALLER_KEY, virtualKey: VIRTUAL_KEY }),
  });

/** How a stage comes to be. */
export interface Setting {
  readonly retired: readonly string[];
  readonly start: (env: Readonly<Record<string, string>>) => Promise<GatewayProcess>;
  /** Makes what the examples need, and says what their reader puts in. */
  readonly furnish: (gateway: GatewayProcess) => Promise<ReaderValues>;
}

/** The same, however the gateway was given what the examples need. */
export async function takeStage({ retired, start, furnish }: Setting): Promise<Stage> {
  const groq = await startFakeGroq({ keys: [CALLER_KEY, STORED_KEY], retired });
  const gateway = await start({ GROQ_BASE_URL: groq.baseURL }).catch(async (error: unknown) => {
    await groq.close();
    throw error;
  });
  const values = await furnish(gateway).catch(async (error: unknown) => {
    await gateway.stop();
    await groq.close();
    throw error;
  });
  const folder = makeSnippetFolder();
  return {
    groq,
    values,
    folder: folder.path,
    print: async ({ client, code }, form, clientEnv) => {
      const ran = await folder.run(form === 'plain' ? code : streamed(code, client.language), client.language, values, clientEnv);
      if (ran.exitCode !== 0) throw new Error(`the example ended with ${ran.exitCode}:\n${ran.stdout}\n${ran.stderr}`);
      return ran.stdout;
    },
    showPicture: (bytes) => writeFileSync(join(folder.path, 'image.jpg'), bytes),
    close: async () => {
      const exitCode = await gateway.stop();
      await groq.close();
      folder.remove();
      if (exitCode !== 0) throw new Error(`the gateway ended with ${exitCode} after SIGTERM`);
    },
  };
}

const SLUICE_KEY = 'sk-sluice-guide-caller-0123456789';
const VIRTUAL_KEY = 'groq-team';

// JSON is YAML too, and needs no care for quotes.
const configWith = (prompt: 'found' | 'missing') =>
  JSON.stringify({
    api_keys: [{ name: 'guide', key: SLUICE_KEY }],
    virtual_keys: [{ slug: VIRTUAL_KEY, provider: 'groq', key: STORED_KEY }],
    prompts:
      prompt === 'found' ? [{ slug: 'my-custom-prompt', string: JSON.stringify([PROMPT_MESSAGE]), parameters: PROMPT_PARAMETERS }] : [],
  });

/** A gateway that comes up on a busy machine, and an SDK that is loaded there. */
export const STARTING_MS = 40_000;
export const RUNNING_MS = 70_000;
