import type { JsonObject } from '@sluice/provider-sdk';
import { cannot } from '@sluice/provider-sdk/chat';
import { renameEfforts, THREE_EFFORTS, thinkingAsEffort } from '@sluice/provider-sdk/openai';

/** Takes out of a chat request what xAI's reasoning models answer with 400; the other models take all of it. */
export function prepareChat(body: JsonObject): void {
  thinkingAsEffort(body, 'none');
  renameEfforts(body, THREE_EFFORTS);
  const model = body.text('model') ?? '';
  if (!REASONS.test(model) || model.includes('non-reasoning')) return;
  body.drop('presence_penalty', 'frequency_penalty');
  if (OWN_MEASURE.test(model)) body.drop('reasoning_effort');
  if (isAsked(body.get('stop'))) throw cannot('stop', `${model} reasons, and xAI's reasoning models take no stop words`);
  body.drop('stop');
}

/** Source: docs.x.ai, reasoning page, as of 2026-11. */
const REASONS = /^grok-(?:3-mini|4|5|code)/;

/** Models that reason and take no word on how much. Source: a recorded 400 of grok-code-fast-1; docs.x.ai, reasoning page, as of 2026-11. */
const OWN_MEASURE = /^grok-(?:code|4\.20.*-reasoning)/;

const isAsked = (stop: unknown) => stop !== undefined && stop !== null && !(Array.isArray(stop) && stop.length === 0);
