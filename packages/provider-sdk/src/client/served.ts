import { FaultError } from '../fault.ts';
import { operationFor, type Operation } from '../operation.ts';
import type { CallableOperation } from './client.ts';
import type { Means } from './means.ts';

/**
 * The operation that serves a model.
 *
 * @throws FaultError `unsupported_operation`, which says what there is.
 */
export function served(name: CallableOperation, model: string | undefined, { adapter }: Pick<Means, 'adapter'>): Operation {
  const { id, operations } = adapter;
  const operation = operationFor(operations, name, model);
  // A WebSocket is not called, whoever asks for it by a name that the types do not allow.
  if (operation && operation.dialect !== 'openai-realtime') return operation;
  const has = Object.keys(operations).filter((each) => each !== 'realtime');
  const asked = has.includes(name) && model !== undefined ? `the model ${model} of ${id} does not do ${name}` : `${id} does not do ${name}`;
  throw new FaultError({
    kind: 'unsupported_operation',
    message: `${asked}; ${id} has ${has.length === 0 ? 'nothing to call' : has.join(', ')}`,
    code: 'unsupported_operation',
  });
}
