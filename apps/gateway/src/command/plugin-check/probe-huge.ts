import { isFaultError, JsonDocument, operationFor, type Json, type ProviderAdapter } from '@sluice/provider-sdk';

/** As long as the longest prompts are: what takes a millisecond for a short one may take minutes for these. */
const HUGE: readonly Json[] = [
  { messages: [{ role: 'user', content: 'a\n "'.repeat(250_000) }] },
  { messages: Array.from({ length: 4000 }, (_, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content: `${index} words` })) },
  { messages: [{ role: 'user', content: Array.from({ length: 4000 }, () => ({ type: 'text', text: 'part' })) }] },
];

/** Has a provider write, and read, what is longer than the test kit's own examples; its guard notes what goes wrong. */
export function probeHuge({ operations, models, fields }: ProviderAdapter): void {
  const model = models[0]?.id ?? 'a-model';
  const settings = Object.fromEntries(Object.keys(fields).map((name) => [name, `probe-${name.toLowerCase()}`]));
  const target = { model, settings: settings as never };
  const operation = quietly(() => operationFor(operations, 'chat', model));
  if (!operation) return;
  for (const call of HUGE) {
    const whole = { model, ...call };
    if (!operation.codec) {
      quietly(() => operation.prepare?.(JsonDocument.parse(Buffer.from(JSON.stringify(whole))).root, target));
      continue;
    }
    const { codec } = operation;
    quietly(() => codec.request(whole, target));
    const asked = { call: whole, target, id: 'probe', createdS: 1 };
    quietly(() => codec.reply({ headers: {}, json: call, bytes: Buffer.from(JSON.stringify(call)) }, asked));
    quietly(() => codec.stream?.reader(asked).read({ event: undefined, data: call, failed: false }));
  }
}

/** A fault is an answer like any other, and what is no fault the guard has written down. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (isFaultError(error) || error instanceof Error) return undefined;
    throw error;
  }
}
