import { JsonDocument, operationFor, type Difference, type Json, type ProviderAdapter } from '@sluice/provider-sdk';

/** An adapter whose fields are not looked at. */
export const plain = (provider: unknown): ProviderAdapter => provider as ProviderAdapter;

/** The bytes that a provider is sent for a caller's. */
export function sentFor(provider: unknown, body: string, settings: Readonly<Record<string, string>> = {}): string {
  const document = JsonDocument.parse(Buffer.from(body));
  const model = document.root.text('model');
  const operation = operationFor(plain(provider).operations, 'chat', model);
  if (operation?.codec === undefined) operation?.prepare?.(document.root, { model, settings } as never);
  return Buffer.from(document.toBytes()).toString();
}

/** The same as objects: the body that a provider is sent for a caller's. */
export const sent = (provider: unknown, body: object, settings?: Readonly<Record<string, string>>): Json =>
  JSON.parse(sentFor(provider, JSON.stringify(body), settings)) as Json;

/** What stands at a path without numbers, `messages[].content[].text`: all of it. */
function valuesAt(value: unknown, path: string): readonly unknown[] {
  let found: readonly unknown[] = [value];
  for (const step of path.split('.')) {
    const name = step.replaceAll('[]', '');
    found = found.flatMap((each) => (typeof each === 'object' && each !== null && name in each ? [(each as Json)[name]] : []));
    for (let depth = step.split('[]').length - 1; depth > 0; depth--) found = found.flatMap((each) => (Array.isArray(each) ? each : []));
  }
  return found;
}

/** What becomes of a declared difference's example, in the declaration's own words; `undefined` where the example shows nothing. */
export function fateOf(
  provider: unknown,
  { member, example }: Difference,
  settings?: Readonly<Record<string, string>>,
): string | undefined {
  const call = { model: 'm', messages: [{ role: 'user', content: 'hi' }], ...example };
  const before = valuesAt(call, member);
  if (before.length === 0) return undefined;
  try {
    const after = valuesAt(sent(provider, call, settings), member);
    if (after.length === 0) return 'dropped';
    return JSON.stringify(after) === JSON.stringify(before) ? undefined : 'changed';
  } catch (error) {
    const param = (error as { fault?: { param?: string } }).fault?.param;
    return param !== undefined && member.startsWith(param.replaceAll(/\[\d+\]/g, '[]')) ? 'refused' : `refused at ${String(param)}`;
  }
}
