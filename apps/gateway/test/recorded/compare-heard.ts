import type { Door } from './doors.ts';
import { unlike } from './json.ts';
import type { Answer, Heard } from './heard/heard.ts';

/** What a caller at a door has not been told as the recording tells it. */
export function unheard(expected: Heard & { readonly plan?: string }, got: Heard, door: Door): readonly string[] {
  if (expected.failure !== undefined) {
    return got.failure?.includes(expected.failure) ? [] : [`failure: expected "${expected.failure}", got "${String(got.failure)}"`];
  }
  if (got.failure !== undefined) return [`failed: ${got.failure}`];
  const wanted = door === 'chat' ? expected.answers : expected.answers.slice(0, 1);
  const answers = wanted.map((answer, index) => atDoor(withPlan(answer, expected.plan ?? '', got.answers[index]), door));
  return [
    ...unlike(
      answers,
      got.answers.map((answer) => atDoor(answer, door)),
      'answers',
    ),
    ...(expected.usage ? unlike(expected.usage, got.usage, 'usage') : []),
  ];
}

/** A plan before calls is text or thinking: either tells it. */
function withPlan(answer: Answer, plan: string, got: Answer | undefined): Answer {
  if (plan === '') return answer;
  return got?.thinking.includes(plan) ? { ...answer, thinking: `${answer.thinking}${plan}` } : { ...answer, text: `${plan}${answer.text}` };
}

/** Other doors than chat's have one word for an answer with calls, and the Messages API none for a refusal in words. */
function atDoor(answer: Answer, door: Door): Answer {
  if (door === 'chat') return answer;
  const finish = answer.calls.length > 0 && answer.finish === 'stop' ? 'tool_calls' : answer.finish;
  return door === 'messages' ? { ...answer, finish, text: answer.text + answer.refusal, refusal: '' } : { ...answer, finish };
}
