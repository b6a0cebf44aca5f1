import { JsonDocument } from '@sluice/provider-sdk';
import { eventJson } from './stream-dialect.ts';

/**
 * An event as the caller would have seen it had we not asked for token counts: the event that holds nothing
 * else is left out (undefined), and the `"usage":null` that OpenAI then puts on all others is taken off.
 */
export function withoutUnaskedUsage(bytes: Buffer, start: number, end: number): Buffer | undefined {
  const event = bytes.subarray(start, end);
  if (!event.includes('"usage"', 0, 'latin1')) return event;
  const json = eventJson(bytes, start, end) as { usage?: unknown; choices?: unknown } | undefined;
  if (json === undefined || !('usage' in json)) return event;
  if (json.usage === null) return withoutNullUsage(event);
  return Array.isArray(json.choices) && json.choices.length === 0 ? undefined : event;
}

function withoutNullUsage(event: Buffer): Buffer {
  const open = event.indexOf('{');
  const close = event.lastIndexOf('}') + 1;
  const before = event.subarray(0, open);
  // Only an event of one data line can be edited in place, and no provider writes any other here.
  if (before.toString('latin1').trim() !== 'data:') return event;
  const document = JsonDocument.parse(event.subarray(open, close));
  document.root.drop('usage');
  return Buffer.concat([before, document.toBytes(), event.subarray(close)]);
}
