import type { Caller, Gateway, House, Incoming, Outcome } from '@sluice/core';
import type { Place } from '../http/place.ts';
import { answerPrompt } from '../http/prompt-doors.ts';
import type { Known } from '../http/routed-record.ts';

export interface DoorQuestion {
  readonly place: Place;
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly note: (known: Known) => void;
}

/** Takes a request by the door that it once came in by: one that calls a stored prompt is filled in by what the prompt says today. */
export const throughDoor = (
  { place: { prompt }, incoming, caller, note }: DoorQuestion,
  { house, gateway }: { readonly house: House; readonly gateway: Gateway },
): Promise<Outcome> =>
  prompt ? answerPrompt({ address: prompt, incoming, caller, note }, { house, gateway }) : gateway(incoming, caller, note);
