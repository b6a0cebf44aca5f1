import { FaultError, type Asked, type Frame, type Json, type StreamReader } from '@sluice/provider-sdk';
import { ChatChunks, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { faultOf } from '../read-fault.ts';
import { extrasIn } from './extras.ts';
import { StreamBlocks } from './stream-blocks.ts';
import { readUsage } from './usage.ts';

/** Reads a stream of ConverseStream. Its end is held back until the counts have come, which are the last frame. */
export function readStream(asked: Asked): StreamReader {
  const chunks = new ChatChunks(asked);
  const blocks = new StreamBlocks(chunks.choice(), asked);
  return {
    read: (frame) => {
      if (frame.failed || /exception$/i.test(frame.event ?? '')) throw failure(frame);
      const data = jsonIn(frame.data) ?? {};
      if (frame.event === 'messageStart') chunks.choice().begin();
      else if (frame.event === 'contentBlockStart') blocks.start(indexOf(data), jsonIn(data['start']) ?? {});
      else if (frame.event === 'contentBlockDelta') blocks.delta(indexOf(data), jsonIn(data['delta']) ?? {});
      else if (frame.event === 'contentBlockStop') blocks.stop(indexOf(data));
      else if (frame.event === 'messageStop') blocks.finish(textIn(data['stopReason']));
      else if (frame.event === 'metadata') {
        chunks.usage(readUsage(data['usage']));
        chunks.tier(jsonIn(data['serviceTier'])?.['type']);
      }
      const extras = extrasIn(data);
      if (extras) chunks.extras(extras);
      return chunks.take();
    },
    end: () => chunks.end(),
  };
}

/** An exception that came as a frame, under the name that it has as a reply too. */
function failure({ event, data }: Frame): FaultError {
  const name = event?.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return new FaultError(faultOf(name, data));
}

const indexOf = (data: Json): number => (typeof data['contentBlockIndex'] === 'number' ? data['contentBlockIndex'] : 0);
