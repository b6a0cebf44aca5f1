import type { ResponseEvent } from './response-event.ts';

/** Line ends to some readers of lines, Python's among them; to JSON they are letters like any other. */
const OTHER_LINE_ENDS = /[\u0085\u2028\u2029]/g;

const jsonText = (json: unknown) =>
  JSON.stringify(json).replace(OTHER_LINE_ENDS, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One event that is only data. */
export const dataEvent = (json: unknown) => Buffer.from(`data: ${jsonText(json)}\n\n`);

/** One event named for its type. */
export const namedEvent = (json: ResponseEvent) => Buffer.from(`event: ${json.type}\ndata: ${jsonText(json)}\n\n`);

/** The mark behind the last event of chat and completions. */
export const DONE_EVENT = Buffer.from('data: [DONE]\n\n');
