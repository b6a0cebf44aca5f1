import { callModel } from '../../api/call-model.ts';

/** What came of a first call. */
export interface Tried {
  readonly status: number;
  /** Milliseconds, as this browser saw it. */
  readonly tookMs: number;
  readonly model: string;
  /** By which it is found in the log. */
  readonly logId: string | undefined;
}

interface Trying {
  readonly slug: string;
  readonly model: string;
  /** By slug: who pays. */
  readonly workspace: string;
  /** As the catalogue has them. */
  readonly operations: readonly string[];
}

const WORDS = 'Answer with one word: ready';

/** Whether somebody can be tried with one tiny call. */
export const canBeTried = (operations: readonly string[]): boolean => operations.includes('chat') || operations.includes('embeddings');

/** Asks a provider one small thing with a stored key. @throws Refused for what it says no with. */
export async function tryVirtualKey({ slug, model, workspace, operations }: Trying): Promise<Tried> {
  const began = performance.now();
  const call = operations.includes('chat')
    ? { path: '/v1/chat/completions', body: { model, messages: [{ role: 'user', content: WORDS }] } }
    : { path: '/v1/embeddings', body: { model, input: WORDS } };
  const response = await callModel({ ...call, workspace, headers: { 'x-portkey-virtual-key': slug } });
  await response.text();
  return {
    status: response.status,
    tookMs: performance.now() - began,
    model,
    logId: response.headers.get('x-portkey-request-id') ?? undefined,
  };
}
