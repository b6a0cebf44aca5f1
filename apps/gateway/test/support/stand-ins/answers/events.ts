import { must } from './must.ts';

/** One event of a stream of server-sent events. */
export interface Event {
  readonly event: string | undefined;
  readonly data: string;
}

/** Reads a whole stream of events, of which nothing may be left over. */
export function eventsIn(text: string): readonly Event[] {
  const parts = text.replaceAll('\r\n', '\n').split('\n\n');
  must(parts.at(-1) === '', 'the stream ends in the middle of an event', parts.at(-1));
  return parts.slice(0, -1).flatMap((part) => {
    const lines = part.split('\n').filter((line) => !line.startsWith(':'));
    const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).replace(/^ /, ''));
    const event = lines
      .find((line) => line.startsWith('event:'))
      ?.slice(6)
      .trim();
    return data.length === 0 ? [] : [{ event, data: data.join('\n') }];
  });
}
