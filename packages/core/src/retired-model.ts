import type { Capability, Fault, Model, OperationName, ProviderAdapter } from '@sluice/provider-sdk';
import type { Incoming } from './incoming.ts';
import { nearestName } from './nearest-name.ts';
import type { Said } from './said.ts';
import type { Target } from './target.ts';

/** What a model must be able to do to be meant at an operation. */
const CAPABILITY: Partial<Record<OperationName, Capability>> = {
  chat: 'chat',
  responses: 'chat',
  embeddings: 'embeddings',
  moderations: 'moderation',
  speech: 'speech',
  transcriptions: 'transcription',
  translations: 'translation',
  realtime: 'realtime',
};

/** The living model that was chosen to do a retired one's work. */
export function successorOf(provider: ProviderAdapter, model: string | undefined): string | undefined {
  return model === undefined ? undefined : provider.models.find(({ id }) => id === model)?.retired?.successor;
}

/** Whether a fault says that the model is not, or no longer, served. */
export const saysModelIsGone = (fault: Fault, status: number) => fault.kind === 'model_not_found' || status === 404;

interface ModelQuestion {
  readonly incoming: Incoming;
  readonly target: Target;
  readonly said: Said;
}

/** Adds what does a retired model's work, or what a misspelt name was meant to be, to a message that says a model is not served. */
export function withLivingModel(fault: Fault, status: number, { incoming, target, said: { model } }: ModelQuestion): Fault {
  if (incoming.door.kind !== 'operation' || !saysModelIsGone(fault, status)) return fault;
  const { provider } = target;
  const successor = successorOf(provider, model);
  if (successor !== undefined) {
    return {
      ...fault,
      message: `${fault.message} (Sluice: "${model}" is retired; "${successor}" does its work now. Set SLUICE_RETIRED_MODELS=substitute to have it tried.)`,
    };
  }
  const meant = model === undefined ? undefined : meantModel(provider.models, model, incoming.door.operation);
  return meant === undefined
    ? fault
    : { ...fault, message: `${fault.message} (Sluice: "${meant}" is a model that ${provider.name} serves.)` };
}

/** A name that the catalogue has is spelt well: whatever is wrong with it, another model is no help. */
function meantModel(models: readonly Model[], asked: string, operation: OperationName): string | undefined {
  if (models.some(({ id }) => id === asked)) return undefined;
  const capability = CAPABILITY[operation];
  const living = models.filter(({ retired, supports }) => !retired && (capability === undefined || supports?.includes(capability)));
  const names = living.map(({ id }) => id);
  // Whoever keeps book of what has gone puts first what does most of its work; elsewhere the first is anybody.
  const keepsBook = models.some(({ retired }) => retired !== undefined);
  return nearestName(names, asked) ?? (keepsBook ? names[0] : undefined);
}
