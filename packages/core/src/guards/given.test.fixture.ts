import { isWritten, type CheckResult, type Phase } from './hook.ts';
import { readHooks } from './read-hooks.ts';
import { runHooks } from './run-hooks.ts';
import type { GuardRequest, GuardTools, JsonRecord, Subject } from './subject.ts';

/** A chat request whose last message is the text, or the answer that is the text. */
export function subject(text: string, phase: Phase = 'before', changes: Partial<Subject> = {}): Subject {
  const request = { model: 'm-1', messages: [{ role: 'user', content: phase === 'before' ? text : 'question' }] };
  const response = { choices: [{ index: 0, message: { role: 'assistant', content: text } }] };
  return {
    phase,
    operation: 'chat',
    provider: 'mock',
    request,
    ...(phase === 'after' && { response }),
    metadata: {},
    headers: {},
    ...changes,
  };
}

type Answer = { readonly status?: number; readonly body?: unknown } | Error;

/** A network of which every answer is known, and a clock that stands. */
export function network(answers: Readonly<Record<string, Answer>> = {}, time = { now: 1_700_000_000_000 }) {
  const asked: GuardRequest[] = [];
  const tools: GuardTools = {
    now: () => time.now,
    // A clock that stands: what waits for it waits for ever.
    wait: () => new Promise(() => {}),
    async send(request) {
      asked.push(request);
      const answer = answers[request.url];
      if (!answer || answer instanceof Error) throw answer ?? new Error('no such host');
      return { status: answer.status ?? 200, body: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body) };
    },
    resolves: async (hostname) => Object.keys(answers).some((url) => new URL(url).hostname === hostname),
  };
  return { tools, asked, time };
}

/** What comes of one check, read from a config and run. */
export async function tried(id: string, parameters: JsonRecord, about: Subject, tools: GuardTools = network().tools) {
  const member = about.phase === 'before' ? 'input_guardrails' : 'output_guardrails';
  const { before, after, problems } = readHooks({ [member]: [{ [id]: parameters }] });
  if (problems[0]) throw new Error(problems[0].message);
  const outcome = await runHooks([...before, ...after].filter(isWritten), about, tools);
  return { ...outcome, check: outcome.results[0]?.checks[0] as CheckResult };
}

/** What is wrong with the parameters of a check. */
export const complaints = (id: string, parameters: unknown, member = 'input_guardrails') =>
  readHooks({ [member]: [{ [id]: parameters }] }).problems;
