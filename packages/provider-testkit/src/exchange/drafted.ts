import {
  isFaultError,
  JsonDocument,
  operationFor,
  type Fault,
  type Json,
  type Operation,
  type OperationName,
  type ProviderAdapter,
} from '@sluice/provider-sdk';
import { isForm, type Form } from '../surfaces/index.ts';

/** What becomes of a call before anything is sent. */
export type Drafted =
  | { readonly kind: 'ready'; readonly path: string; readonly body: string }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'thrown'; readonly error: unknown }
  /** The model is not one that this operation is there for. */
  | { readonly kind: 'absent' };

/** A call, and where it goes. */
export interface Drawing {
  readonly adapter: ProviderAdapter;
  readonly settings: Readonly<Record<string, string>>;
  readonly operation: OperationName;
  readonly model: string | undefined;
}

/** Has an adapter write its request, and sends nothing; at once, so that a test can be named by what came of it. */
export function drafted({ adapter, settings, operation: name, model }: Drawing, call: Json | Form): Drafted {
  try {
    const operation = operationFor(adapter.operations, name, model);
    if (!operation) return { kind: 'absent' };
    return { kind: 'ready', ...requestOf(operation, call, { model, settings: settings as never }) };
  } catch (error) {
    return isFaultError(error) ? { kind: 'refused', fault: error.fault } : { kind: 'thrown', error };
  }
}

function requestOf(operation: Operation, call: Json | Form, target: { readonly model: string | undefined; readonly settings: never }) {
  const streamed = !isForm(call) && call['stream'] === true;
  if (operation.codec) {
    const { path, body } = operation.codec.request(isForm(call) ? {} : call, target);
    return { path, body: JSON.stringify(body) };
  }
  const path = typeof operation.path === 'function' ? operation.path({ ...target, streamed }) : operation.path;
  if (isForm(call)) return { path, body: '' };
  const document = JsonDocument.parse(Buffer.from(JSON.stringify(call)));
  operation.prepare?.(document.root, target);
  return { path, body: Buffer.from(document.toBytes()).toString() };
}
