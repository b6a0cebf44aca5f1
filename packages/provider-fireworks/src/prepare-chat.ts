import type { JsonObject } from '@sluice/provider-sdk';
import { changeMessages, developerAsSystem, renameEfforts } from '@sluice/provider-sdk/openai';

/** Fireworks knows both ways to ask for thinking, and refuses both at once. Source: docs.fireworks.ai, reasoning, as of 2026-11. */
export function prepareChat(body: JsonObject): void {
  const thinking = body.object('thinking');
  if (thinking && (body.has('reasoning_effort') || thinking.text('type') === 'adaptive')) body.drop('thinking');
  renameEfforts(body, { minimal: 'low' });
  changeMessages(body, developerAsSystem);
}
