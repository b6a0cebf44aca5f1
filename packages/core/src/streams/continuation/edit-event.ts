import { JsonDocument, type JsonObject } from '@sluice/provider-sdk';
import { eventData } from '@sluice/provider-sdk/framing';
import { REASONING } from './chat-event.ts';
import { asBuffer } from '../../wire/as-buffer.ts';

/** As deep as `JSON.parse`, which has read the event before, would not mind. */
const MAX_DEPTH = 1000;

const LINE_END = /\r\n|\n|\r/;

/** What to change in one piece of an answer. */
export interface PieceEdit {
  /** Clients tell completions apart by their id: what goes on has that of what it goes on from. */
  readonly id?: string | undefined;
  readonly text?: string | undefined;
  readonly withoutReasoning?: boolean;
}

/** The event with its JSON changed in place; all that nobody touches keeps its bytes. */
export function editPiece(event: Buffer, edit: PieceEdit): Buffer {
  const open = event.indexOf('{');
  const close = event.lastIndexOf('}') + 1;
  const before = event.subarray(0, open);
  const single = before.toString('latin1').trim() === 'data:' && !/[\r\n]/.test(event.toString('latin1', open, close));
  if (!single) return rewritten(event, edit);
  return Buffer.concat([before, edited(event.subarray(open, close), edit), event.subarray(close)]);
}

/** An event whose data comes in several lines, or with other fields before it: legal, and no provider is known to write it. */
function rewritten(event: Buffer, edit: PieceEdit): Buffer {
  const others = event
    .toString()
    .split(LINE_END)
    .filter((line) => line !== '' && !/^data(?::|$)/.test(line));
  const data = edited(Buffer.from(eventData(event, 0, event.length) ?? ''), edit)
    .toString()
    .split(LINE_END);
  return Buffer.from(`${[...others, ...data.map((line) => `data: ${line}`)].join('\n')}\n\n`);
}

function edited(json: Buffer, { id, text, withoutReasoning = false }: PieceEdit): Buffer {
  const document = JsonDocument.parse(json, { maxDepth: MAX_DEPTH });
  const { root } = document;
  if (id !== undefined && root.has('id') && root.text('id') !== id) root.set('id', id);
  if (text !== undefined || withoutReasoning) {
    root.array('choices')?.eachObject((choice) => {
      const delta = choice.object('delta');
      if (withoutReasoning) delta?.drop(...REASONING);
      if (text !== undefined && delta?.has('content')) setText(choice, delta, text);
    });
  }
  return asBuffer(document.toBytes());
}

/** Puts another text in the old one's place, and takes out what was said of the old one. */
function setText(choice: JsonObject, delta: JsonObject, text: string): void {
  delta.set('content', text);
  delta.drop('content_blocks');
  if (choice.has('logprobs')) choice.set('logprobs', null);
}
