import type { Asked, DoorEvent, EventWriter, Json } from '@sluice/provider-sdk';
import { countIn, isJson, jsonIn, listIn, textIn, usageTold } from '@sluice/provider-sdk/chat';
import { offeredTools } from '../tools/offered-tools.ts';
import { EventLog } from './event-log.ts';
import { Output } from './output.ts';
import { piecesOf } from './pieces.ts';
import { endOf, type End } from './response-end.ts';
import { responseObject } from './response-object.ts';
import { responseUsage } from './response-usage.ts';

/** Writes a chat stream as the events of a response. */
export class ResponseWriter implements EventWriter {
  readonly #asked: Asked;
  readonly #log = new EventLog();
  readonly #output: Output;
  #begun = false;
  #model = '';
  #createdS: number | undefined;
  #serviceTier: string | undefined;
  #usage: Json | undefined;
  #end: End | undefined;
  #told = false;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#output = new Output(this.#log, asked.id, offeredTools(asked.call));
  }

  write(chunk: Json): readonly DoorEvent[] {
    if (this.#told) return [];
    this.#note(chunk);
    this.#begin();
    // Only one answer is ever asked for.
    const choice = listIn(chunk['choices']).find((each) => isJson(each) && (each['index'] ?? 0) === 0);
    if (isJson(choice)) this.#read(choice, chunk);
    return this.#log.take();
  }

  end(): readonly DoorEvent[] {
    if (this.#told || !this.#end) return [];
    this.#told = true;
    this.#output.end(this.#end.status !== 'completed');
    this.#log.say(`response.${this.#end.status}`, { response: this.response() });
    return this.#log.take();
  }

  /** The response as it stands. */
  response(): Json {
    const { id, target, createdS, call } = this.#asked;
    return responseObject(
      {
        id: `resp_${id}`,
        model: this.#model || target.model || (textIn(call['model']) ?? ''),
        createdS: this.#createdS ?? createdS,
        end: this.#told ? this.#end : undefined,
        output: this.#told ? this.#output.items() : [],
        usage: this.#told ? responseUsage(this.#usage) : null,
        serviceTier: this.#serviceTier,
      },
      call,
    );
  }

  /** What a chunk tells of the whole. What was told first stays, but for the counts, which grow. */
  #note(chunk: Json): void {
    this.#model ||= textIn(chunk['model']) ?? '';
    this.#createdS ??= countIn(chunk['created']) || undefined;
    this.#serviceTier = textIn(chunk['service_tier']) ?? this.#serviceTier;
    this.#usage = usageTold(chunk) ?? this.#usage;
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#log.say('response.created', { response: this.response() });
    this.#log.say('response.in_progress', { response: this.response() });
  }

  #read(choice: Json, chunk: Json): void {
    // Some providers send the whole message as their only chunk.
    const said = jsonIn(choice['delta']) ?? jsonIn(choice['message']) ?? {};
    for (const piece of piecesOf(said, listIn(jsonIn(choice['logprobs'])?.['content']))) this.#output.add(piece);
    const finish = textIn(choice['finish_reason']) ?? '';
    if (finish !== '') this.#end ??= endOf(finish, chunk);
  }
}
