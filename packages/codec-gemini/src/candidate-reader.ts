import type { Asked, Json } from '@sluice/provider-sdk';
import { textIn, isJson, type ChoiceChunks } from '@sluice/provider-sdk/chat';
import { callId } from './call-id.ts';
import { candidateExtras } from './extras.ts';
import { failedFinish, finishOf, hasFailed, nativeFinish } from './finish.ts';
import { logprobsIn } from './logprobs.ts';
import { signed } from './own-members.ts';
import { PartialArguments } from './partial-arguments.ts';
import { partsOf, type AnswerPart } from './parts.ts';

/** Reads one candidate of a stream as it grows. */
export class CandidateReader {
  readonly #choice: ChoiceChunks;
  readonly #index: number;
  readonly #asked: Asked;
  #calls = 0;
  /** A call whose arguments still come. */
  #open: { readonly key: number; readonly pieces: PartialArguments } | undefined;
  /** Of the text and thinking so far: which block this is, and of what kind. */
  #block = -1;
  #kind: AnswerPart['kind'] | undefined;
  #native: { readonly word: string; readonly candidate: Json } | undefined;

  constructor(choice: ChoiceChunks, index: number, asked: Asked) {
    this.#choice = choice;
    this.#index = index;
    this.#asked = asked;
  }

  read(candidate: Json): void {
    this.#choice.begin();
    const parts = partsOf(candidate);
    const logprobs = logprobsIn(candidate['logprobsResult']);
    // Told of all the text in a frame, they go out with all of it.
    if (logprobs) this.#choice.logprobs(parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''), logprobs);
    for (const part of parts) this.#part(part, logprobs !== undefined);
    const extras = candidateExtras(candidate);
    if (extras) this.#choice.extras(extras);
    const word = nativeFinish(candidate);
    if (hasFailed(word)) throw failedFinish(word, candidate);
    if (word !== undefined) this.#native ??= { word, candidate };
  }

  end(): void {
    this.#close();
    if (this.#native) this.#choice.finish(finishOf(this.#native.word, this.#choice.called), this.#native.word);
  }

  #part(part: AnswerPart, textIsOut: boolean): void {
    switch (part.kind) {
      case 'text':
        if (part.text !== '') this.#turnTo('text');
        if (!textIsOut) this.#choice.text(part.text);
        if (part.signature !== undefined) this.#choice.messageExtras(signed(part.signature)!);
        return;
      case 'thought':
        if (part.text !== '') this.#turnTo('thought');
        this.#choice.thinking(this.#block, part.text);
        if (part.signature !== undefined && this.#kind === 'thought') this.#choice.block(this.#block, { signature: part.signature });
        return;
      case 'call':
        return this.#call(part.call, part.signature);
      case 'image':
        return this.#choice.image(part.image);
      case 'native':
        return this.#choice.messageExtras({ native_parts: [part.part] });
    }
  }

  /** Blocks are numbered as a whole answer has them: what follows of the same kind is the same block. */
  #turnTo(kind: AnswerPart['kind']): void {
    if (this.#kind === kind) return;
    this.#kind = kind;
    this.#block += 1;
  }

  #call(call: Json, signature: string | undefined): void {
    const name = textIn(call['name']);
    if (name !== undefined) {
      this.#close();
      const key = this.#calls++;
      const said = { id: callId(call, this.#asked, this.#index, key), name, thoughtSignature: signature };
      if (isJson(call['args']) || !('willContinue' in call || 'partialArgs' in call)) {
        this.#choice.call(key, { ...said, arguments: JSON.stringify(isJson(call['args']) ? call['args'] : {}) });
        return;
      }
      this.#choice.callBegins(key, said);
      this.#open = { key, pieces: new PartialArguments() };
    }
    this.#open?.pieces.add(call['partialArgs']);
    if (call['willContinue'] !== true) this.#close();
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open) this.#choice.callGoesOn(open.key, open.pieces.text);
  }
}
