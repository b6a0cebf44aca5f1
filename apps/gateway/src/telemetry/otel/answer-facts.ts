import type { LoggedBodies } from '@sluice/store/logs';

/** What an answer says of itself. */
export interface AnswerFacts {
  readonly id?: string;
  readonly model?: string;
  readonly finishReasons?: readonly string[];
}

/** A longer answer is not read for the little that is wanted of it. Characters. */
const LONGEST_READ = 128 * 1024;

/** Nothing of an answer that is not kept, is cut or is no JSON. */
export function answerFacts(bodies: LoggedBodies | undefined): AnswerFacts {
  const answer = parsed(bodies?.response);
  if (answer === undefined) return {};
  const choices = Array.isArray(answer['choices']) ? (answer['choices'] as readonly unknown[]) : [];
  const reasons = [...choices.map((choice) => textOf(choice, 'finish_reason')), textOf(answer, 'stop_reason')];
  const finishReasons = reasons.filter((reason) => reason !== undefined);
  const id = textOf(answer, 'id');
  const model = textOf(answer, 'model');
  return { ...(id && { id }), ...(model && { model }), ...(finishReasons.length > 0 && { finishReasons }) };
}

/** A JSON object, where a text is one. */
export function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined || text.length > LONGEST_READ || !text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    // It was cut, or it never was JSON.
    return undefined;
  }
}

function textOf(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const member = (value as Readonly<Record<string, unknown>>)[name];
  return typeof member === 'string' ? member : undefined;
}
