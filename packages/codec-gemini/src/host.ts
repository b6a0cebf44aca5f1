import type { Fields, Json, Target } from '@sluice/provider-sdk';
import { badRequest, textIn } from '@sluice/provider-sdk/chat';
import type { Tier } from './tier.ts';

/** Where Gemini models are served: one wire format, several hosts. */
export interface GeminiHost<F extends Fields = Fields> extends HostTraits {
  /** The path for a model and what is asked of it: `generateContent`, `streamGenerateContent?alt=sse`, `countTokens`, `predict`. */
  readonly path: (model: string, verb: string, target: Target<F>) => string;
}

/** In what the hosts differ. */
export interface HostTraits {
  /** The address that ids of uploaded files (`files/…`) stand below; without it such ids are refused. */
  readonly files?: string;
  /** How a tier of service is asked for. */
  readonly tier: (tier: Tier) => { readonly body?: Json; readonly headers?: Readonly<Record<string, string>> };
  /** Whether requests may carry `labels`. */
  readonly labels: boolean;
  /** Whether tools of the host beside the caller's own must be announced (`includeServerSideToolInvocations`). */
  readonly announcesServerTools: boolean;
  /** Tokens are counted of the request itself, or of one wrapped in `generateContentRequest`. */
  readonly counts: 'request' | 'wrapped';
}

/** The model's bare name; a list of models says `models/…`. */
export function modelOf(call: Json, target: { readonly model: string | undefined }): string {
  const model = (target.model ?? textIn(call['model']) ?? '').replace(/^models\//, '');
  if (model === '') throw badRequest('model', 'must be the name of a model');
  return model;
}
