import { frozen, isFaultError, type AuthTools, type WireRequest } from '@sluice/provider-sdk';
import { isSame } from '../judge/same.ts';
import type { CellPlan } from '../cells.ts';
import type { Bench } from '../exchange/ask.ts';
import { drafted, type Drafted } from '../exchange/drafted.ts';
import { shown } from '../judge/members.ts';

/** What an adapter changes though it is not its own, or asks otherwise the second time; undefined where it does neither. */
export async function impurityOf(plans: readonly CellPlan[], bench: Bench): Promise<string | undefined> {
  for (const plan of plans) {
    const why = ofRequest(plan, bench);
    if (why !== undefined) return `${plan.feature.name}: ${why}`;
  }
  return ofAuthorize(bench);
}

function ofRequest({ surface, model, call = {} }: CellPlan, { adapter, settings }: Bench): string | undefined {
  const drawing = { adapter, settings: frozen({ ...settings }), operation: surface.operation, model };
  const loose = structuredClone(call);
  const draft = drafted(drawing, loose);
  if (!isSame(loose, call)) return 'it changes the call that it is given';
  // Only who runs in strict mode is told by a thrown error that it has changed what is frozen; that is why both are tried.
  const again = drafted(drawing, frozen(structuredClone(call)));
  if (again.kind === 'thrown' && draft.kind !== 'thrown') return `it changes what it is given (${String(again.error)})`;
  return isSame(comparable(draft), comparable(again)) ? undefined : 'asked the same twice, it asks the provider otherwise';
}

const comparable = (draft: Drafted) => (draft.kind === 'thrown' ? { kind: 'thrown' } : draft);

async function ofAuthorize({ adapter, settings, base }: Bench): Promise<string | undefined> {
  const body = new TextEncoder().encode('{"model":"a-model"}');
  const request = { method: 'POST', url: `${base}/kit`, headers: { 'content-type': 'application/json' }, body };
  try {
    const signed = (await adapter.authorize(frozen(request), frozen({ ...settings }) as never, TOOLS)) as Partial<WireRequest> | undefined;
    if (typeof signed?.url !== 'string' || typeof signed.headers !== 'object')
      return `authorize gives ${shown(signed)}, and a request has an url and headers`;
    return new TextDecoder().decode(body) === '{"model":"a-model"}' ? undefined : 'authorize changes the bytes that it is given';
  } catch (error) {
    return isFaultError(error) ? undefined : `authorize: it threw ${String(error)}, which is no FaultError`;
  }
}

const TOKEN = JSON.stringify({ access_token: 'a-token-of-the-test-kit', token_type: 'Bearer', expires_in: 3600 });

/** A gateway's tools, with an address that gives everybody the same token. */
const TOOLS: AuthTools = {
  now: () => Date.UTC(2026, 0, 1),
  send: () => Promise.resolve({ status: 200, headers: { 'content-type': 'application/json' }, body: new TextEncoder().encode(TOKEN) }),
  remember: async (_name, load) => (await load()).value,
};
