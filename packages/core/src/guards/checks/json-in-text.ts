import { fencedBlocks } from './fences.ts';

/** The JSON values in a text: those in code fences, else the whole text, else every `{…}` in it. */
export function* jsonInText(text: string): Generator<unknown> {
  let found = false;
  for (const { content } of fencedBlocks(text)) {
    const parsed = parse(content);
    if (!parsed) continue;
    found = true;
    yield parsed.value;
  }
  if (found) return;
  const whole = /^\s*[[{]/.test(text) ? parse(text) : undefined;
  if (whole) yield whole.value;
  else yield* bracedJson(text);
}

/** Characters looked at for each of the text: brackets that never close would make every one of them read to the end. */
const LOOKS = 8;

function* bracedJson(text: string): Generator<unknown> {
  let left = LOOKS * text.length;
  for (let start = text.indexOf('{'); start !== -1 && left > 0;) {
    const end = endOfBraces(text, start);
    left -= (end ?? text.length) - start;
    const parsed = end === undefined ? undefined : parse(text.slice(start, end));
    if (parsed) yield parsed.value;
    start = text.indexOf('{', parsed && end !== undefined ? end : start + 1);
  }
}

/** Behind the brace that closes the one that opens here; braces inside strings do not count. */
function endOfBraces(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (inString && character === '\\') index++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return index + 1;
  }
  return undefined;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // Not JSON is an answer here.
    return undefined;
  }
}
