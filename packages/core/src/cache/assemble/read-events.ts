import { isUtf8 } from 'node:buffer';
import { eventData, EventSplitter } from '@sluice/provider-sdk/framing';
import { isMembers, type Members } from '../members.ts';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const DONE = '[DONE]';

/** The JSON of each event up to `[DONE]`; undefined where one is an error, is not readable or was cut. */
export function readEvents(stream: Buffer): readonly Members[] | undefined {
  if (!isUtf8(stream)) return undefined;
  const events: Members[] = [];
  let readable = true;
  eachEvent(stream, (json, isError) => {
    if (isMembers(json) && !isError) events.push(json);
    else readable = false;
  });
  return readable ? events : undefined;
}

/** The JSON of each event that can be read, up to `[DONE]`: errors among them, and without what was cut. */
export function readEventsSoFar(stream: Buffer): readonly Members[] {
  const events: Members[] = [];
  eachEvent(stream, (json) => isMembers(json) && events.push(json));
  return events;
}

function eachEvent(stream: Buffer, take: (json: unknown, isError: boolean) => void): void {
  const bytes = stream.indexOf(BYTE_ORDER_MARK) === 0 ? stream.subarray(3) : stream;
  let done = false;
  const read = (event: Buffer, start: number, end: number): void => {
    if (done) return;
    const data = eventData(event, start, end);
    if (data === undefined || data === '') return;
    done = data.trim() === DONE;
    if (!done) take(parsed(data), isErrorEvent(event, start, end));
  };
  const splitter = new EventSplitter();
  splitter.push(bytes, read);
  // Some servers forget the blank line behind the last event; half an event does not parse.
  read(splitter.rest, 0, splitter.rest.length);
}

const isErrorEvent = (event: Buffer, start: number, end: number) =>
  event[start] !== 0x64 /* `d` of `data:` */ && /^event: ?error[ \t]*$/m.test(event.toString('utf8', start, end));

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined; // It counts as unreadable, whatever is wrong with it.
  }
}
