import { FaultError, type Asked, type Frame, type Json, type StreamReader } from '@sluice/provider-sdk';
import { ChatChunks, countIn, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { troubleOf } from '../trouble.ts';
import { finishOf } from './finish.ts';
import { readCounts } from './read-counts.ts';

/** A reader for one stream; what it remembers is its own. */
export const readStream = (asked: Asked): StreamReader => new TurnStream(asked);

class TurnStream implements StreamReader {
  readonly #asked: Asked;
  readonly #chunks: ChatChunks;
  /** Whether anything was said: what the stream is about can be told only before. */
  #begun = false;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#chunks = new ChatChunks(asked);
  }

  read({ event, data }: Frame): readonly Json[] {
    const said = jsonIn(data);
    if (said) this.#hear(event, said);
    return this.#chunks.take();
  }

  end(): readonly Json[] {
    return this.#chunks.end();
  }

  #hear(event: string | undefined, said: Json): void {
    const trouble = troubleOf(said);
    if (trouble) throw new FaultError(trouble);
    if (event === 'opened') return this.#open(said);
    this.#begun = true;
    const choice = this.#chunks.choice();
    const at = countIn(said['at']) ?? 0;
    switch (event) {
      case 'words':
        return choice.text(textIn(said['words']) ?? '');
      case 'use': {
        const name = textIn(said['instrument']);
        // A call that has no name cannot be answered by anybody, and is left out.
        if (name !== undefined) choice.callBegins(at, { id: textIn(said['ref']) ?? `call_${this.#asked.id}_${at}`, name });
        return;
      }
      case 'with':
        return choice.callGoesOn(at, textIn(said['piece']) ?? '');
      case 'closed':
        return this.#close(said);
      case undefined:
      default:
      // A pulse, or an event that is newer than this.
    }
  }

  #open(said: Json): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#chunks.about({ id: said['id'], model: said['engine'] });
  }

  #close(said: Json): void {
    const choice = this.#chunks.choice();
    const ended = textIn(said['ended']);
    if (ended !== undefined) choice.finish(finishOf(ended, choice.called), ended);
    this.#chunks.usage(readCounts(said['meter']));
  }
}
