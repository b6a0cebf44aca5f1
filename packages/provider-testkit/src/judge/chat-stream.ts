import type { Json } from '@sluice/provider-sdk';
import { reasoningIn } from './chat-reply.ts';
import type { Heard } from './heard.ts';
import { insist } from './objection.ts';
import { isObject, listIn, numberIn, objectIn, shown, textIn } from './members.ts';

interface CallSoFar {
  readonly id: string;
  readonly name: string;
  arguments: string;
}

/**
 * Reads a chat stream as clients do, and objects to what breaks them: a role that is not said first, calls out of their
 * order or under a changed id, words after the end, two ends or none.
 */
export function hearStream(chunks: readonly unknown[]): Heard {
  const heard = new FirstChoice();
  let usage: unknown;
  chunks.forEach((each, at) => {
    const chunk = objectIn(each, `chunk ${at}`);
    if (isObject(chunk['usage'])) usage = chunk['usage'];
    // Some send chunks of their own that have no choices: filter results, timings.
    for (const choice of listIn(chunk['choices'] ?? [], `chunk ${at}: choices`)) heard.read(objectIn(choice, `chunk ${at}: a choice`), at);
  });
  return heard.whole(usage);
}

class FirstChoice {
  #begun = false;
  #text = '';
  #reasoning = '';
  readonly #calls: CallSoFar[] = [];
  #finish: string | undefined;

  read(choice: Json, at: number): void {
    if ((choice['index'] ?? 0) !== 0) return;
    const delta = isObject(choice['delta']) ? choice['delta'] : {};
    this.#role(delta, at);
    const said = this.#words(delta, at) + this.#tools(delta, at);
    insist(said === 0 || this.#finish === undefined, `chunk ${at} goes on talking after the finish_reason`);
    const finish = choice['finish_reason'];
    if (finish === undefined || finish === null) return;
    insist(this.#finish === undefined, `chunk ${at} tells a second finish_reason`);
    this.#finish = textIn(finish, `chunk ${at}: finish_reason`);
  }

  whole(usage: unknown): Heard {
    insist(this.#begun, 'the stream has no choices at all');
    insist(this.#finish !== undefined, 'the stream ends without a finish_reason');
    return { text: this.#text, reasoning: this.#reasoning, calls: this.#calls, finish: this.#finish, usage };
  }

  #role({ role }: Json, at: number): void {
    if (role !== undefined && role !== null) insist(role === 'assistant', `chunk ${at}: the role is ${shown(role)} and not "assistant"`);
    insist(this.#begun || role === 'assistant', `chunk ${at} is the first and does not say the role`);
    this.#begun = true;
  }

  #words(delta: Json, at: number): number {
    const content = delta['content'] ?? '';
    insist(typeof content === 'string', `chunk ${at}: the content is ${shown(content)} and not a text`);
    const reasoning = reasoningIn(delta);
    this.#text += content;
    this.#reasoning += reasoning;
    return content.length + reasoning.length;
  }

  #tools(delta: Json, at: number): number {
    const calls = listIn(delta['tool_calls'] ?? [], `chunk ${at}: tool_calls`);
    for (const each of calls) this.#tool(objectIn(each, `chunk ${at}: a tool call`), at);
    return calls.length;
  }

  #tool(call: Json, at: number): void {
    const index = numberIn(call['index'], `chunk ${at}: a tool call's index`);
    const asked = isObject(call['function']) ? call['function'] : {};
    const more = asked['arguments'] ?? '';
    insist(typeof more === 'string', `chunk ${at}: a call's arguments are ${shown(more)} and not text`);
    const known = this.#calls[index];
    if (known) {
      insist(isSame(call['id'], known.id), `chunk ${at}: tool call ${index} was ${shown(known.id)} and is now ${shown(call['id'])}`);
      known.arguments += more;
      return;
    }
    insist(index === this.#calls.length, `chunk ${at}: tool call ${index} begins where ${this.#calls.length} should`);
    const id = textIn(call['id'], `chunk ${at}: the id of a new tool call`);
    insist(!this.#calls.some((other) => other.id === id), `chunk ${at}: a second tool call has the id ${shown(id)}`);
    this.#calls.push({ id, name: textIn(asked['name'], `chunk ${at}: the name of a new tool call`), arguments: more });
  }
}

/** Said again or left out; either is met. */
const isSame = (id: unknown, known: string) => id === undefined || id === null || id === '' || id === known;
