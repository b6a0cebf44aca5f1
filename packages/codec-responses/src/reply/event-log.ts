import type { DoorEvent, Json } from '@sluice/provider-sdk';

/** The events of one stream, numbered as they are told. */
export class EventLog {
  #number = 0;
  #pending: DoorEvent[] = [];

  say(type: string, members: Json): void {
    this.#pending.push({ event: type, data: { type, sequence_number: this.#number, ...members } });
    this.#number += 1;
  }

  take(): readonly DoorEvent[] {
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }
}
