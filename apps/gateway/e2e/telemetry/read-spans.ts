/** A span in the words of the collector. */
export interface ReceivedSpan {
  readonly trace: string;
  readonly id: string;
  /** Empty for none. */
  readonly parent: string;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  /** Nanoseconds since the epoch. */
  readonly start: bigint;
  readonly end: bigint;
  /** As printed, with their types: `Int(5)`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads what the collector prints of each span. */
export const readSpans = (printed: string): readonly ReceivedSpan[] =>
  printed
    .split(/^Span #\d+$/m)
    .slice(1)
    // The last may still be on its way.
    .filter((text) => text.includes('Attributes:'))
    .map(readSpan);

function readSpan(text: string): ReceivedSpan {
  const [head = '', tail = ''] = text.split(/^Attributes:$/m);
  const member = (name: string) => new RegExp(`^\\s*${name}\\s*: ?(.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
  return {
    trace: member('Trace ID'),
    id: member('ID'),
    parent: member('Parent ID'),
    name: member('Name'),
    kind: member('Kind'),
    status: member('Status code'),
    start: BigInt(member('Start time')),
    end: BigInt(member('End time')),
    attributes: Object.fromEntries([...tail.matchAll(/^\s+-> ([^:]+): (.*)$/gm)].map(([, name, value]) => [name!, value!])),
  };
}
