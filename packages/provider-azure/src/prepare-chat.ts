import type { JsonObject } from '@sluice/provider-sdk';
import { cannot } from '@sluice/provider-sdk/chat';
import { asMaxTokens, changeMessages, developerAsSystem, thinkingAsEffort, withoutExtras } from '@sluice/provider-sdk/openai';
import { isV1, type Deployment } from './paths.ts';

/** Puts the deployment's name where the newer surface looks for it. */
export function nameDeployment(body: JsonObject, { deployment }: Deployment): void {
  if (deployment !== undefined && body.text('model') !== deployment) body.set('model', deployment);
}

/** The dated versions from which on a member is known; before, it is answered with 400. Source: Azure OpenAI API lifecycle page, as of 2026-11. */
const KNOWN_FROM: Readonly<Record<string, string>> = {
  stream_options: '2024-09-01',
  parallel_tool_calls: '2024-08-01',
  store: '2024-10-01',
  metadata: '2024-10-01',
  reasoning_effort: '2024-12-01',
  prediction: '2025-01-01',
};

const SCHEMAS_FROM = '2024-08-01';
const REASONING_FROM = '2024-12-01';

/** Takes out of a chat request what its dated version does not know yet. */
export function prepareChat(body: JsonObject, settings: Deployment): void {
  withoutExtras(body);
  thinkingAsEffort(body);
  if (isV1(settings)) return nameDeployment(body, settings);
  // What is no date is taken for older than all.
  const date = /^\d{4}-\d\d-\d\d/.exec(settings.apiVersion ?? '')?.[0] ?? '';
  for (const [member, from] of Object.entries(KNOWN_FROM)) if (date < from) body.drop(member);
  if (date < SCHEMAS_FROM && body.object('response_format')?.text('type') === 'json_schema') {
    throw cannot('response_format', `API version ${date} knows no schemas; they came with ${SCHEMAS_FROM}-preview`);
  }
  if (date >= REASONING_FROM) return;
  asMaxTokens(body);
  changeMessages(body, developerAsSystem);
}
