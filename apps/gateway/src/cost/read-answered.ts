import { read } from './members.ts';
import { pictureOf } from './picture-of.ts';

/** What a whole answer says that its price depends on, beside what it tells as its usage. */
export interface Answered {
  /** Who gave it, of an answer that was passed through. */
  readonly model: string | undefined;
  /** The tier that served it, in the provider's word. */
  readonly tier: string | undefined;
  /** Of an answer that was passed through, which nobody has read yet. */
  readonly usage: unknown;
  readonly pictures: number | undefined;
  readonly picture: string | undefined;
  /** Of sound. */
  readonly seconds: number | undefined;
  /** Of a document. */
  readonly pages: number | undefined;
  /** Where it is what came of a batch: what each of its answers tells. */
  readonly batch: readonly BatchLine[] | undefined;
}

/** One answer of a batch. */
export interface BatchLine {
  readonly model: string | undefined;
  readonly usage: unknown;
}

/** An answer, as far as it is told here. */
export interface AnswerSaid {
  /** Of its request. */
  readonly method: string;
  /** Of its request, without the query. */
  readonly path: string;
  /** Undefined where it was passed through. */
  readonly operation: string | undefined;
  /** As the caller got it, the events of a stream one after the other; undefined for one that is not kept. */
  readonly body: Buffer | string | undefined;
  /** Nothing of the body is missing. */
  readonly whole: boolean;
}

/** What came of a batch: at an address of the gateway's own, and at the Messages API's. */
const OUTPUT = /\/batches\/[^/]+\/(?:output|results)$/;

/** Answers beyond this have pictures in them, and are looked through rather than parsed. */
const MOST_PARSED_BYTES = 1024 * 1024;

/** Reads it; undefined where there is nothing to read. */
export function readAnswered({ method, path, operation, body, whole }: AnswerSaid): Answered | undefined {
  if (body === undefined) return undefined;
  if (method === 'GET' && OUTPUT.test(path)) return whole ? { ...NOTHING, batch: linesOf(body.toString()) } : undefined;
  const tier = lastText(body, 'service_tier');
  if (operation === undefined) {
    // What is looked up again was paid for when it was made.
    const { count, members, text } = read(method === 'POST' && whole ? parsed(body) : undefined);
    const pages = read(members('usage_info')).count('pages_processed');
    return { ...NOTHING, tier, model: text('model'), usage: members()['usage'], pages, seconds: count('duration') };
  }
  if (operation.startsWith('image')) {
    const picture = pictureOf(lastText(body, 'quality'), lastText(body, 'size'));
    return { ...NOTHING, tier, picture, pictures: whole ? picturesIn(body) : undefined };
  }
  const seconds = operation === 'transcriptions' || operation === 'translations' ? read(parsed(body)).count('duration') : undefined;
  return tier === undefined && seconds === undefined ? undefined : { ...NOTHING, tier, seconds };
}

const NOTHING: Answered = {
  model: undefined,
  tier: undefined,
  usage: undefined,
  pictures: undefined,
  picture: undefined,
  seconds: undefined,
  pages: undefined,
  batch: undefined,
};

/** Longer than any member that is looked for. */
const MOST_MEMBER = 80;

/** The last text under a name, wherever it stands; within another text its quotes would be escaped. */
function lastText(body: Buffer | string, name: string): string | undefined {
  const at = body.lastIndexOf(`"${name}"`);
  return at < 0 ? undefined : /^"\w+"\s*:\s*"([^"\\]+)"/.exec(body.slice(at, at + MOST_MEMBER).toString())?.[1];
}

/** Pictures in an answer, each under one of two names. */
function picturesIn(body: Buffer | string): number | undefined {
  const count = occurrences(body, '"b64_json":"') + occurrences(body, '"b64_json": "');
  return count + occurrences(body, '"url":"') + occurrences(body, '"url": "') || undefined;
}

function occurrences(body: Buffer | string, sought: string): number {
  let found = 0;
  for (let at = body.indexOf(sought); at >= 0; at = body.indexOf(sought, at + sought.length)) found++;
  return found;
}

function linesOf(text: string): readonly BatchLine[] {
  return text
    .split('\n')
    .map((line) => read(parsed(line)))
    .flatMap(({ members }) => {
      const answer = read(read(members('response')).members('body'));
      const message = read(read(members('result')).members('message'));
      const said = answer.members()['usage'] === undefined ? message : answer;
      const { usage } = said.members();
      // One that failed says why, and costs nothing.
      return usage === undefined ? [] : [{ model: said.text('model'), usage }];
    });
}

function parsed(body: Buffer | string): unknown {
  if (body.length > MOST_PARSED_BYTES) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    // Sound, a text, or events: it says nothing here.
    return undefined;
  }
}
