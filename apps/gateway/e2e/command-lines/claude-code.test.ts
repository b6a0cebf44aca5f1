import { afterEach, expect, it } from '@jest/globals';
import { describeWith } from '../guide/needs.ts';
import { runProgram } from '../guide/run-program.ts';
import { claude, hasClaude } from './programs.ts';
import { PROMPT, PROOF, THOUGHT } from './task.ts';
import { enterWorkplace, type Workplace } from './workplace.ts';

/** What keeps it from asking anybody but us. Source: its documentation, environment variables, 2026. */
const ALONE = {
  DISABLE_TELEMETRY: '1',
  DISABLE_AUTOUPDATER: '1',
  DISABLE_ERROR_REPORTING: '1',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
};

const RUNNING_MS = 90_000;

/** Each with what comes back to it of what it thought. */
const PROVIDERS = [
  { name: 'groq', signatures: 0, thought: [THOUGHT] },
  { name: 'google', signatures: 2, thought: [] },
  { name: 'bedrock Claude', signatures: 1, thought: [THOUGHT] },
];

describeWith(hasClaude, 'the command line of Claude Code', () => {
  let workplace: Workplace | undefined;
  afterEach(async () => workplace?.leave());

  it.each(PROVIDERS)(
    'finishes a task of three turns with tools, on $name',
    async ({ name, signatures, thought }) => {
      workplace = await enterWorkplace(name);
      const { stage, place, folder, home, note, outside } = workplace;

      const ran = await runProgram(claude, ['-p', PROMPT, '--output-format', 'json', '--allowedTools', 'Bash,Write,Read'], {
        cwd: folder,
        env: {
          HOME: home,
          ANTHROPIC_BASE_URL: stage.origin,
          ANTHROPIC_AUTH_TOKEN: stage.key,
          ANTHROPIC_CUSTOM_HEADERS: `x-portkey-provider: ${place.slug}`,
          ANTHROPIC_MODEL: place.model,
          ANTHROPIC_DEFAULT_HAIKU_MODEL: place.model,
          ...ALONE,
          ...outside.environment,
        },
      });

      expect(ran).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(ran.stdout)).toMatchObject({
        type: 'result',
        subtype: 'success',
        is_error: false,
        num_turns: 3,
        result: `The file holds ${PROOF}.`,
        permission_denials: [],
      });
      expect(note()).toBe(PROOF);
      expect(outside.wanted).toEqual([]);
      expect(place.standIn.refused).toEqual([]);
      const last = place.standIn.heard.at(-1)!;
      expect(last).toMatchObject({ stream: true, model: place.model });
      expect(last.calls).toHaveLength(2);
      expect(last.results[1]!.text).toContain(PROOF);
      expect(last.said.some(({ text }) => text.includes(PROMPT))).toBe(true);
      expect(last.signatures).toHaveLength(signatures);
      expect(last.thought).toEqual(thought);
    },
    RUNNING_MS,
  );
});
