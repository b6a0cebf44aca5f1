import type { Json } from '@sluice/provider-sdk';
import type { EventLog } from './event-log.ts';

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

/** Where an item of the output stands and how it tells what happens to it. */
export interface Place {
  readonly log: EventLog;
  readonly index: number;
  /** Ours, made of the request's id and the item's place: chat has no ids for what this API calls items. */
  readonly id: string;
}

/** An item of the output while it grows. */
export abstract class OutputItem {
  protected readonly place: Place;
  #closed = false;

  constructor(place: Place) {
    this.place = place;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The item as it stands. */
  abstract item(status: ItemStatus): Json;

  /** Says that the item has begun. */
  open(): void {
    this.place.log.say('response.output_item.added', { output_index: this.place.index, item: this.item('in_progress') });
  }

  /** Says that the item is whole, and gives it. */
  close(status: ItemStatus): Json {
    this.#closed = true;
    this.finish();
    const item = this.item(status);
    this.place.log.say('response.output_item.done', { output_index: this.place.index, item });
    return item;
  }

  /** Says what is left to say of the item's parts. */
  protected abstract finish(): void;

  protected say(event: string, members: Json): void {
    this.place.log.say(`response.${event}`, { item_id: this.place.id, output_index: this.place.index, ...members });
  }
}
