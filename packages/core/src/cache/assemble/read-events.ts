import { isUtf8 } from 'node:buffer';
import { eventData, EventSplitter } from '@sluice/provider-sdk/framing';
import { isMembers, type Members } from '../members.ts';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const DONE = '[DONE]';

/** The JSON of each event up to `[DONE]`; undefined where one is an error, is not readable or was cut. */
export function readEvents(stream: Buffer): readonly Members[] | undefined {
  if (!isUtf8(stream)) return undefined;
  const bytes = stream.indexOf(BYTE_ORDER_MARK) === 0 ? stream.subarray(3) : stream;
  const events: Members[] = [];
  let readable = true;
  let done = false;
  const read = (event: Buffer, start: number, end: number): void => {
    if (done || !readable) return;
    const data = eventData(event, start, end);
    if (data === undefined || data === '') return;
    done = data.trim() === DONE;
    if (done) return;
    const json = isErrorEvent(event, start, end) ? undefined : parsed(data);
    if (isMembers(json)) events.push(json);
    else readable = false;
  };
  const splitter = new EventSplitter();
  splitter.push(bytes, read);
  // Some servers forget the blank line behind the last event; half an event does not parse.
  read(splitter.rest, 0, splitter.rest.length);
  return readable ? events : undefined;
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
