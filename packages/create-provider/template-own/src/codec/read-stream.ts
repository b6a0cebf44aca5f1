import { FaultError, type Asked, type Frame, type Json, type StreamReader } from '@sluice/provider-sdk';
import { ChatChunks, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { troubleOf } from '../trouble.ts';
import { finishOf } from './finish.ts';
import { readCounts } from './read-counts.ts';

/** A reader for one stream; what it remembers is its own. */
export const readStream = (asked: Asked): StreamReader => new TalkStream(asked);

class TalkStream implements StreamReader {
  readonly #asked: Asked;
  readonly #chunks: ChatChunks;
  /** How many calls have begun: a piece of arguments belongs to the last. */
  #calls = 0;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#chunks = new ChatChunks(asked);
  }

  read({ data }: Frame): readonly Json[] {
    const said = jsonIn(data);
    if (said) this.#hear(said);
    return this.#chunks.take();
  }

  end(): readonly Json[] {
    return this.#chunks.end();
  }

  #hear(said: Json): void {
    const trouble = troubleOf(said);
    if (trouble) throw new FaultError(trouble);
    const choice = this.#chunks.choice();
    choice.text(textIn(said['words']) ?? '');
    this.#ask(jsonIn(said['ask']));
    const why = textIn(said['why']);
    if (why !== undefined) choice.finish(finishOf(why, choice.called), why);
    this.#chunks.usage(readCounts(said['counted']));
  }

  /** The first piece of a call names the tool; the others have more of its arguments, as text. */
  #ask(ask: Json | undefined): void {
    if (!ask) return;
    const choice = this.#chunks.choice();
    const name = textIn(ask['tool']);
    if (name !== undefined) {
      this.#calls += 1;
      choice.callBegins(this.#calls, { id: textIn(ask['ref']) ?? `call_${this.#asked.id}_${this.#calls}`, name });
    }
    choice.callGoesOn(this.#calls, textIn(ask['with']) ?? '');
  }
}
