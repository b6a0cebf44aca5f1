import { FaultError } from '@sluice/provider-sdk';
import type { OtlpAttributes, OtlpSpan, OtlpValue } from './otlp-span.ts';

type Members = Readonly<Record<string, unknown>>;

/** More values inside of each other say nothing. */
const DEEPEST = 32;

/** Spans of one export; exporters send 512 at a time unless told otherwise. */
const MOST_SPANS = 5_000;

/** Attributes, and events, of one span: as many as OpenTelemetry's own libraries keep. */
const MOST_ATTRIBUTES = 128;

/** A span that nobody has looked into yet. */
export interface RawSpan {
  readonly span: unknown;
  /** Of who sent it. */
  readonly resource: OtlpAttributes;
}

/**
 * The spans of an export, in the shape of protobuf's JSON.
 *
 * @throws FaultError `too_large` where there are too many of them, or of groups of them.
 */
export function spansIn(request: unknown): readonly RawSpan[] {
  const spans: RawSpan[] = [];
  for (const group of fewIn(request, 'resourceSpans')) {
    const resource = attributesOf(membersOf(membersOf(group)['resource']));
    for (const scope of fewIn(group, 'scopeSpans')) {
      for (const span of fewIn(scope, 'spans')) spans.push({ span, resource });
      if (spans.length > MOST_SPANS) throw tooMany('spans');
    }
  }
  return spans;
}

function fewIn(given: unknown, name: string): readonly unknown[] {
  const list = listIn(given, name);
  if (list.length > MOST_SPANS) throw tooMany(name);
  return list;
}

const tooMany = (what: string) =>
  new FaultError({
    kind: 'too_large',
    message: `The export has more than ${MOST_SPANS} ${what}: send them in several`,
    param: 'body',
    code: 'too_many_spans',
  });

/** One of them; ids may be bytes, times and whole numbers texts or numbers. @returns Undefined for one that lacks what every span has. */
export function readSpan({ span, resource }: RawSpan): OtlpSpan | undefined {
  return spanOf(membersOf(span), resource);
}

function spanOf(given: Members, resource: OtlpAttributes): OtlpSpan | undefined {
  const [traceId, spanId] = [idOf(given['traceId'], 16), idOf(given['spanId'], 8)];
  const [startMs, endMs] = [millisecondsOf(given['startTimeUnixNano']), millisecondsOf(given['endTimeUnixNano'])];
  if (traceId === undefined || spanId === undefined || startMs === undefined) return undefined;
  const status = membersOf(given['status']);
  const failed = status['code'] === 2 || status['code'] === 'STATUS_CODE_ERROR';
  return {
    traceId,
    spanId,
    parentSpanId: idOf(given['parentSpanId'], 8),
    name: typeof given['name'] === 'string' ? given['name'] : '',
    startMs,
    endMs: Math.max(startMs, endMs ?? startMs),
    attributes: attributesOf(given),
    resource,
    events: listIn(given, 'events')
      .slice(0, MOST_ATTRIBUTES)
      .map((event) => {
        const members = membersOf(event);
        return { name: typeof members['name'] === 'string' ? members['name'] : '', attributes: attributesOf(members) };
      }),
    error: failed ? { message: typeof status['message'] === 'string' ? status['message'] : '' } : undefined,
  };
}

/** Hex digits of an id that is not all zeros. */
function idOf(given: unknown, bytes: number): string | undefined {
  const hex = given instanceof Uint8Array ? Buffer.from(given).toString('hex') : typeof given === 'string' ? given.toLowerCase() : '';
  return hex.length === 2 * bytes && /^[\da-f]+$/.test(hex) && !/^0+$/.test(hex) ? hex : undefined;
}

/** Nanoseconds since the epoch are more than a number holds. */
function millisecondsOf(given: unknown): number | undefined {
  const text = typeof given === 'number' && Number.isFinite(given) ? BigInt(Math.trunc(given)).toString() : given;
  if (typeof text !== 'string' || !/^\d{1,20}$/.test(text)) return undefined;
  const ms = Number(BigInt(text) / 1_000n) / 1_000;
  // Later than a UUID can say is no time.
  return ms > 0 && ms < 2 ** 48 ? ms : undefined;
}

function attributesOf(given: Members): OtlpAttributes {
  const attributes: Record<string, OtlpValue> = Object.create(null) as Record<string, OtlpValue>;
  for (const each of listIn(given, 'attributes').slice(0, MOST_ATTRIBUTES)) {
    const { key, value } = membersOf(each);
    if (typeof key === 'string') attributes[key] = valueOf(value, 0);
  }
  return attributes;
}

function valueOf(given: unknown, depth: number): OtlpValue {
  const value = membersOf(given);
  if (depth > DEEPEST) return undefined;
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue } = value;
  if (typeof stringValue === 'string') return stringValue;
  if (typeof boolValue === 'boolean') return boolValue;
  if (intValue !== undefined) return Number(intValue);
  if (doubleValue !== undefined) return Number(doubleValue);
  if (arrayValue !== undefined) return listIn(arrayValue, 'values').map((each) => valueOf(each, depth + 1));
  if (kvlistValue === undefined) return undefined;
  return Object.fromEntries(
    listIn(kvlistValue, 'values').map((each) => {
      const { key, value: inner } = membersOf(each);
      return [String(key), valueOf(inner, depth + 1)];
    }),
  );
}

function listIn(given: unknown, name: string): readonly unknown[] {
  const list = membersOf(given)[name];
  return Array.isArray(list) ? list : [];
}

const membersOf = (given: unknown): Members => (typeof given === 'object' && given !== null ? (given as Members) : {});
