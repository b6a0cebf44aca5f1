import { isFaultError } from '@sluice/provider-sdk';
import {
  askCheck,
  checkFlaw,
  readParameters,
  type Check,
  type CheckQuestion,
  type CheckRequest,
  type CheckTools,
  type JsonRecord,
} from '@sluice/provider-sdk/check';
import { isSame } from '../judge/same.ts';
import { isObject, shown } from '../judge/members.ts';

/** One text, and what a check is to find in it. What is left out is not looked at. */
export interface CheckCase {
  /** Reads as a sentence after the check's id: `lets a text without names pass`. */
  readonly name: string;
  /** The text that is looked at. The documents are made of it: a chat call before, and its answer after. */
  readonly text: string;
  /** Default: the first of the check's own. */
  readonly phase?: CheckQuestion['phase'];
  /** What the config says. */
  readonly parameters?: JsonRecord;
  /** What the caller says of its request. Default: nothing. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Answers the check's own requests; without it they find nobody. */
  readonly answers?: (request: CheckRequest) => { readonly status: number; readonly body: string };
  /** What it finds: whether the text passes. */
  readonly verdict?: boolean;
  /** Members that its data has. */
  readonly data?: JsonRecord;
  /** The text of the document that it gives in place of the one that was given. */
  readonly rewrites?: string;
  /** A part of the sentence that the parameters are refused with. */
  readonly refusesParameters?: string;
}

/** A check has so long in a gateway. */
const LIMIT_MS = 10_000;

/** What is wrong with a check in this situation, in a sentence; undefined where nothing is. It is asked as a gateway asks it. */
export async function runCheck(check: Check, given: CheckCase): Promise<string | undefined> {
  const flaw = checkFlaw(check);
  if (flaw !== undefined) return `it ${flaw}`;
  let parameters: unknown;
  try {
    parameters = readParameters(check, given.parameters ?? {});
  } catch (error) {
    const said = (error as Error).message;
    if (given.refusesParameters === undefined) return `its parameters are refused: ${said}`;
    return said.includes(given.refusesParameters)
      ? undefined
      : `its parameters are refused with ${shown(said)}, which has no ${shown(given.refusesParameters)}`;
  }
  if (given.refusesParameters !== undefined) return `its parameters were to be refused (${given.refusesParameters}), and are taken`;
  const phase = given.phase ?? check.phases[0] ?? 'before';
  if (!check.phases.includes(phase)) return `it does not stand in the phase ${phase}`;
  return asked(check, parameters, { ...given, phase });
}

async function asked(
  check: Check,
  parameters: unknown,
  given: CheckCase & { readonly phase: CheckQuestion['phase'] },
): Promise<string | undefined> {
  const question = questionOf(given);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), LIMIT_MS)));
  try {
    const found = await Promise.race([askCheck(check, question, parameters, toolsOf(question, given)), late]);
    if (!found) return `it takes longer than ${LIMIT_MS / 1000} seconds, and a gateway goes on without it`;
    if (given.verdict !== undefined && found.verdict !== given.verdict)
      return `its verdict is ${found.verdict} (${shown(found.data)}), and was to be ${given.verdict}`;
    const member = Object.entries(given.data ?? {}).find(([name, value]) => !isSame(found.data?.[name], value));
    if (member) return `its data.${member[0]} is ${shown(found.data?.[member[0]])} and not ${shown(member[1])}`;
    if (given.rewrites === undefined) return undefined;
    const text = found.document && textOf(found.document, given.phase);
    return text === given.rewrites ? undefined : `the text that it writes is ${shown(text)} and not ${shown(given.rewrites)}`;
  } catch (error) {
    if (!isFaultError(error)) throw error;
    return error.fault.message;
  } finally {
    clearTimeout(timer);
  }
}

function questionOf({ phase, text, metadata = {} }: CheckCase & { readonly phase: CheckQuestion['phase'] }): CheckQuestion {
  const request = { model: 'a-model', messages: [{ role: 'user', content: phase === 'before' ? text : 'What do you say?' }] };
  const response = {
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
  };
  return { phase, operation: 'chat', provider: 'a-provider', text, request, response: phase === 'after' ? response : undefined, metadata };
}

function toolsOf({ phase, text, request, response }: CheckQuestion, { answers }: CheckCase): CheckTools {
  return {
    now: () => Date.UTC(2026, 0, 1),
    send: (sent) => (answers ? Promise.resolve(answers(sent)) : Promise.reject(new Error(`nobody answers at ${sent.url}`))),
    rewritten(replace) {
      const written = replace(text);
      return phase === 'before'
        ? { ...request, messages: [{ role: 'user', content: written }] }
        : { ...response, choices: [{ index: 0, message: { role: 'assistant', content: written }, finish_reason: 'stop' }] };
    },
  };
}

/** Where the documents of this kit have their text. */
function textOf(document: JsonRecord, phase: CheckQuestion['phase']): unknown {
  const first = (list: unknown) => (Array.isArray(list) ? (list as readonly unknown[])[0] : undefined);
  if (phase === 'before') return contentOf(first(document['messages']));
  const choice = first(document['choices']);
  return contentOf(isObject(choice) ? choice['message'] : undefined);
}

const contentOf = (message: unknown) => (isObject(message) ? message['content'] : undefined);
