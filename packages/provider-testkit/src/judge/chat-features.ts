import type { Heard } from './heard.ts';
import { insist } from './objection.ts';
import { isObject, numberIn, objectIn, objectInText, shown, textIn } from './members.ts';

/** Something was said. */
export const speaks = ({ text }: Heard): void => void textIn(text, 'the content');

/** The offered tool, and no other, is called with arguments that can be read. */
export function calls(tool: string): (heard: Heard) => void {
  return ({ calls: made, text }) => {
    insist(made.length > 0, `the tool was not called; what came is ${shown(text)}`);
    for (const call of made) {
      insist(call.name === tool, `the tool called is ${shown(call.name)}, and only ${shown(tool)} was offered`);
      objectInText(call.arguments, `the arguments of ${call.name}`);
    }
  };
}

/** As `calls`, and the end says so: agents go on by that word. */
export function callsAndSaysSo(tool: string): (heard: Heard) => void {
  return (heard) => {
    calls(tool)(heard);
    insist(heard.finish === 'tool_calls', `tools were called and the finish_reason is ${shown(heard.finish)}, not "tool_calls"`);
  };
}

/** Counts are there, are more than nothing, and sum up. */
export function counts({ usage }: Heard): void {
  const told = objectIn(usage, 'usage');
  const prompt = numberIn(told['prompt_tokens'], 'usage.prompt_tokens');
  const completion = numberIn(told['completion_tokens'], 'usage.completion_tokens');
  const total = numberIn(told['total_tokens'], 'usage.total_tokens');
  insist(prompt > 0 && completion > 0, `usage counts ${prompt} tokens in and ${completion} out, and both were more than none`);
  // Some count thinking beside the completion and not in it.
  const details = told['completion_tokens_details'];
  const beside = isObject(details) && typeof details['reasoning_tokens'] === 'number' ? details['reasoning_tokens'] : 0;
  insist(
    total === prompt + completion || total === prompt + completion + beside,
    `usage.total_tokens is ${total}, and ${prompt} and ${completion} are ${prompt + completion}`,
  );
}

/** The whole content is one JSON object. */
export const saysJson = ({ text }: Heard): void => void objectInText(text, 'the content');

/** The content is what the schema of the feature asks for, and nothing besides. */
export function fitsSchema({ text }: Heard): void {
  const said = objectInText(text, 'the content');
  textIn(said['city'], 'city, which the schema wants as a text,');
  numberIn(said['degrees'], 'degrees, which the schema wants as a number,');
  const more = Object.keys(said).filter((name) => name !== 'city' && name !== 'degrees');
  insist(more.length === 0, `the schema allows no ${shown(more[0])}`);
}

/** Something shows that the model thought: its words, or their count. */
export function thinks(heard: Heard): void {
  speaks(heard);
  const details = isObject(heard.usage) ? heard.usage['completion_tokens_details'] : undefined;
  const counted = isObject(details) ? details['reasoning_tokens'] : undefined;
  const told = heard.reasoning !== '' || (typeof counted === 'number' && counted > 0);
  insist(told, 'nothing shows that the model thought: neither reasoning_content nor completion_tokens_details.reasoning_tokens');
}

/** It went on to the word and no further. */
export function stopsBefore(word: string): (heard: Heard) => void {
  return (heard) => {
    speaks(heard);
    insist(!heard.text.includes(word), `the content has ${shown(word)}, where it should have stopped`);
    insist(heard.finish === 'stop', `the finish_reason is ${shown(heard.finish)} and not "stop"`);
  };
}

/** It was cut short at the limit, and says so. */
export function isCutShort({ finish }: Heard): void {
  insist(finish === 'length', `the finish_reason is ${shown(finish)} and not "length"`);
}
