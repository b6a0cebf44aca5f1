import { afterEach, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith } from '../guide/needs.ts';
import { runProgram } from '../guide/run-program.ts';
import type { Json } from '../../test/support/stand-ins/json.ts';
import { codex, hasCodex } from './programs.ts';
import { PROMPT, PROOF, THOUGHT } from './task.ts';
import { enterWorkplace, type Workplace } from './workplace.ts';

const RUNNING_MS = 90_000;

/** Each with what comes back to it of what it thought. */
const PROVIDERS = [
  { name: 'groq', signatures: 0, thought: [THOUGHT] },
  { name: 'google', signatures: 2, thought: [] },
  { name: 'bedrock Claude', signatures: 1, thought: [THOUGHT] },
  { name: 'cerebras', signatures: 0, thought: [THOUGHT] },
];

/** Its config: the gateway as a provider of its own, and nobody else to talk to. Source: its documentation, config reference, 2026. */
const config = ({ stage, place }: Workplace) => `
model = "${place.model}"
model_provider = "sluice"
check_for_update_on_startup = false

[analytics]
enabled = false

[features]
plugins = false

[model_providers.sluice]
name = "Sluice"
base_url = "${stage.origin}/v1"
env_key = "SLUICE_KEY"
wire_api = "responses"
http_headers = { "x-portkey-provider" = "${place.slug}" }
`;

describeWith(hasCodex, 'the command line of Codex', () => {
  let workplace: Workplace | undefined;
  afterEach(async () => workplace?.leave());

  it.each(PROVIDERS)(
    'finishes a task of three turns with tools, on $name',
    async ({ name, signatures, thought }) => {
      workplace = await enterWorkplace(name);
      const { stage, place, folder, home, note, outside } = workplace;
      mkdirSync(join(home, '.codex'));
      writeFileSync(join(home, '.codex/config.toml'), config(workplace));

      const ran = await runProgram(
        codex,
        ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '--json', PROMPT],
        {
          cwd: folder,
          env: { HOME: home, CODEX_HOME: join(home, '.codex'), SLUICE_KEY: stage.key, ...outside.environment },
        },
      );

      const events = ran.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Json);
      const items = events.filter(({ type }) => type === 'item.completed').map(({ item }) => item as Json);
      expect(events.filter(({ type }) => type === 'error' || type === 'turn.failed')).toEqual([]);
      expect(ran).toMatchObject({ exitCode: 0 });
      expect(items.filter(({ type }) => type === 'command_execution')).toMatchObject([
        { exit_code: 0 },
        { exit_code: 0, aggregated_output: PROOF },
      ]);
      expect(items.at(-1)).toMatchObject({ type: 'agent_message', text: `The file holds ${PROOF}.` });
      expect(note()).toBe(PROOF);
      expect(outside.wanted).toEqual([]);
      expect(place.standIn.refused).toEqual([]);
      const last = place.standIn.heard.at(-1)!;
      expect(last.calls).toHaveLength(2);
      expect(last.results[1]!.text).toContain(PROOF);
      expect(last.signatures).toHaveLength(signatures);
      expect(last.thought).toEqual(thought);
    },
    RUNNING_MS,
  );
});
