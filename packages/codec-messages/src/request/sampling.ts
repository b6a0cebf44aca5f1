import type { Json } from '@sluice/provider-sdk';
import { cannot, compact, type ChatCall } from '@sluice/provider-sdk/chat';
import type { Claude } from '../claude.ts';

/** How the next word is chosen and where the answer stops; what the model refuses is left out. */
export function samplingOf({ temperature, topP, topK, stop }: ChatCall, claude: Claude, thinks: boolean): Json {
  const blank = stop.findIndex((text) => text.trim() === '');
  if (blank >= 0) throw cannot(stop.length === 1 ? 'stop' : `stop[${blank}]`, 'an answer cannot be stopped at space alone');
  const stops = stop.length > 0 ? { stop_sequences: stop } : {};
  if (claude.sampling === 'none') return stops;
  // While it thinks a model takes nothing but a top_p from 0.95 up.
  if (thinks) return { ...stops, ...(topP !== undefined && topP >= 0.95 && { top_p: topP }) };
  const both = temperature !== undefined && topP !== undefined && claude.sampling === 'one';
  return {
    ...stops,
    ...compact({
      temperature: temperature === undefined ? undefined : Math.min(temperature, 1),
      top_p: both ? undefined : topP,
      top_k: topK,
    }),
  };
}
