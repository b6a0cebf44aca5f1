import { frozen } from '../frozen.ts';
import { pluginFault, pluginThrew, thrownText } from '../plugin-fault.ts';
import type { Check, CheckQuestion, CheckTools, Finding, JsonRecord } from './check.ts';

// A gateway, and a test, ask a check through these, so that both mean the same by its contract.

/** What explains a verdict is a sentence and some figures; it stands in every reply. */
const MOST_DATA_CHARACTERS = 16 * 1024;

/** What is left of data that is longer. */
const KEPT_CHARACTERS = 1024;

/** A document is a request or an answer, and no gateway takes larger ones. */
const MOST_DOCUMENT_CHARACTERS = 64 * 1024 * 1024;

/**
 * A check's parameters, read from what a config says.
 *
 * @throws Error with the check's own sentence for what is wrong.
 */
export function readParameters(check: Check, given: JsonRecord): unknown {
  let parameters: unknown;
  try {
    parameters = check.parameters(frozen(structuredClone(given)));
  } catch (thrown) {
    throw new Error(thrownText(thrown), { cause: thrown });
  }
  if (parameters instanceof Promise) {
    // Nobody waits for it, and what it rejects with must not end the process.
    parameters.catch(() => {});
    throw new Error('its parameters are a promise, and parameters are read at once');
  }
  return parameters;
}

/**
 * Asks a check, and looks at what it found before it is given. How long it may take is for the asker to say.
 * What is handed over is frozen by it.
 *
 * @throws FaultError `plugin_failed` naming the check, where it throws or gives something else than a finding.
 */
export async function askCheck(check: Check, question: CheckQuestion, parameters: unknown, tools: CheckTools): Promise<Finding> {
  const who = `check "${check.id}"`;
  const given = await guarded(who, () => check.run(frozen(question), parameters, tools));
  const { verdict, data, document } = await guarded(who, () => readFinding(given, question));
  if (typeof verdict !== 'boolean') throw pluginFault(who, 'gave something that is no finding: {"verdict": true or false}');
  if (data !== undefined && !isRecord(data)) throw pluginFault(who, 'gave "data" that is no object');
  if (document === undefined) return { verdict, ...(data && { data }) };
  if (!check.rewrites) throw pluginFault(who, 'gave a "document", and does not say that it rewrites');
  if (!isRecord(document)) throw pluginFault(who, 'gave a "document" that is no object');
  return { verdict, ...(data && { data }), document };
}

interface Given {
  readonly verdict?: unknown;
  readonly data?: unknown;
  readonly document?: unknown;
}

/** What stands in a finding, as values that the check has no hand on any more. */
function readFinding(given: unknown, { phase, request, response }: CheckQuestion): Given {
  if (typeof given !== 'object' || given === null) return {};
  const { verdict, data, document } = given as Given;
  const unchanged = document === (phase === 'before' ? request : response);
  return { verdict, data: dataOf(data), document: unchanged ? undefined : documentOf(document) };
}

function dataOf(data: unknown): unknown {
  const text = JSON.stringify(data);
  if (text === undefined) return undefined;
  return text.length <= MOST_DATA_CHARACTERS
    ? (JSON.parse(text) as unknown)
    : { cut: `${text.length} characters, which is more than ${MOST_DATA_CHARACTERS}`, beginning: text.slice(0, KEPT_CHARACTERS) };
}

function documentOf(document: unknown): unknown {
  const text = JSON.stringify(document);
  if (text === undefined) return undefined;
  if (text.length > MOST_DOCUMENT_CHARACTERS)
    throw new Error(`its document has ${text.length} characters, which is more than ${MOST_DOCUMENT_CHARACTERS}`);
  return JSON.parse(text) as unknown;
}

/** Runs a plugin's code; what it throws gets the plugin's name. */
async function guarded<Value>(who: string, run: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (thrown) {
    throw pluginThrew(who, thrown);
  }
}

const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);
