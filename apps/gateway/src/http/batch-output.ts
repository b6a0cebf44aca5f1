import { collect, failureOf, type Caller, type Gateway, type Incoming, type Notes, type Outcome } from '@sluice/core';

/** Results of a batch as one file: an address of the gateway's, below one of the provider's. Wire spec §6. */
const ADDRESS = /^\/batches\/([^/]+)\/output$/;

/** More than any batch says of itself. */
const MOST_BATCH_BYTES = 1024 * 1024;

interface Batch {
  readonly status?: unknown;
  readonly output_file_id?: unknown;
  readonly error_file_id?: unknown;
}

export const asksForBatchOutput = ({ method, path, door }: Pick<Incoming, 'method' | 'path' | 'door'>): boolean =>
  method === 'GET' && door.kind === 'pass_through' && ADDRESS.test(path);

/** Asks the provider for the batch, and then for the file that holds what came of it; of one that only failed, its errors. */
export async function batchOutput(gateway: Gateway, incoming: Incoming, caller: Caller, note: (notes: Notes) => void): Promise<Outcome> {
  const [, id] = ADDRESS.exec(incoming.path)!;
  const told = await gateway({ ...incoming, path: `/batches/${id}` }, caller, note);
  if (told.kind === 'failure' || told.kind === 'joined' || told.status > 299) return told;
  const { status, output_file_id: output, error_file_id: errors } = await batchIn(told, incoming);
  const file = output ?? errors;
  if (typeof file === 'string') return gateway({ ...incoming, path: `/files/${encodeURIComponent(file)}/content` }, caller, note);
  return failureOf({
    kind: 'not_found',
    message: `The batch has no output yet (its status is ${typeof status === 'string' ? status : 'not told'}): ask again once it is completed`,
    code: 'batch_without_output',
  });
}

async function batchIn(told: Extract<Outcome, { kind: 'flow' | 'whole' }>, { departure }: Incoming): Promise<Batch> {
  const collected =
    told.kind === 'whole' ? ({ whole: true, bytes: told.body } as const) : await collect(told.body, MOST_BATCH_BYTES, departure);
  if (!collected.whole) {
    collected.source.cancel();
    return {};
  }
  try {
    const batch: unknown = JSON.parse(collected.bytes.toString());
    return typeof batch === 'object' && batch !== null ? batch : {};
  } catch {
    // Not a batch; what is said of it below is true of anything.
    return {};
  }
}
