import {
  askCheck,
  readParameters,
  type Check,
  type CheckQuestion,
  type CheckTools,
  type Finding,
  type JsonRecord,
} from '@sluice/provider-sdk/check';
import type { Probed } from './probed.ts';
import { oddGiven, readGiven } from './read-given.ts';
import { within } from './within.ts';

/** Asks a check about texts that its author may not have thought of, at all the places where it may stand. */
export async function probeCheck(check: Check, said: JsonRecord = {}): Promise<Probed> {
  const place = `check ${check.id}`;
  const reading = { place, what: 'parameters', read: (given: JsonRecord) => readParameters(check, given) };
  const odd = oddGiven(reading, said);
  const parameters = readGiven(reading, said);
  if (!parameters.ok)
    return { problems: odd, untried: [`${place}: its parameters are refused (${parameters.refusal}); give some by --options '{"…": …}'`] };
  const broken = await firstBroken(check, parameters.value);
  return { problems: broken === undefined ? odd : [...odd, { place, said: broken, cure: CURE }] };
}

const CURE = 'see "A check" in docs/plugins.md, and try it with runCheck of @sluice/provider-testkit';

/** A gateway goes on without one that takes longer. */
const LIMIT_MS = 10_000;

async function firstBroken(check: Check, parameters: unknown): Promise<string | undefined> {
  for (const phase of check.phases) {
    for (const operation of ['chat', 'completions', 'messages', 'embeddings'] as const) {
      if (phase === 'after' && operation === 'embeddings') continue;
      for (const [name, text] of TEXTS) {
        const question = questionOf(phase, operation, text);
        const why = await failureOf(askCheck(check, question, parameters, toolsFor(question)));
        if (why !== undefined) return `in the phase ${phase} of ${operation}, with ${name}: ${why}`;
      }
    }
  }
  return undefined;
}

const failureOf = (asked: Promise<Finding>): Promise<string | undefined> =>
  within(
    LIMIT_MS,
    asked.then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    ),
    () => `nothing came of it for ${LIMIT_MS / 1000} s, and a gateway goes on without it`,
  );

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['a short text', 'Hello.'],
  ['no text at all', ''],
  ['odd letters', '\u0000 \uD800 \u202E 👩‍👩‍👧 {"a": [1'],
  ['a million letters', 'a '.repeat(500_000)],
];

function questionOf(phase: CheckQuestion['phase'], operation: CheckQuestion['operation'], text: string): CheckQuestion {
  const asked = phase === 'before' ? text : 'What do you say?';
  const [request, response] = BODIES[operation](asked, text);
  return { phase, operation, provider: 'a-provider', text, request, response: phase === 'after' ? response : undefined, metadata: {} };
}

const BODIES: Readonly<Record<CheckQuestion['operation'], (asked: string, said: string) => readonly [JsonRecord, JsonRecord | undefined]>> =
  {
    chat: (asked, said) => [
      { model: 'a-model', messages: [{ role: 'user', content: asked }] },
      { choices: [{ index: 0, message: { role: 'assistant', content: said }, finish_reason: 'stop' }] },
    ],
    completions: (asked, said) => [{ model: 'a-model', prompt: asked }, { choices: [{ index: 0, text: said, finish_reason: 'stop' }] }],
    messages: (asked, said) => [
      { model: 'a-model', max_tokens: 10, messages: [{ role: 'user', content: asked }] },
      { type: 'message', role: 'assistant', content: [{ type: 'text', text: said }], stop_reason: 'end_turn' },
    ],
    embeddings: (asked) => [{ model: 'a-model', input: asked }, undefined],
  };

/** An address that has nothing to say, and a document with nothing replaced but what stands beside the rest. */
const toolsFor = ({ phase, request, response, text }: CheckQuestion): CheckTools => ({
  now: () => Date.UTC(2026, 0, 1),
  send: () => Promise.resolve({ status: 200, body: '{}' }),
  rewritten: (replace) => ({ ...(phase === 'before' ? request : response), text: replace(text) }),
});
