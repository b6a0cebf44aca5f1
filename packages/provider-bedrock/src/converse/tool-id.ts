import { createHash } from 'node:crypto';
import type { Family } from './family.ts';

/** Source: Bedrock API reference, ToolUseBlock, read 2026-11. */
const ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** A call's id as the model's family takes it; the same for a call and its answer. Mistral's: nine letters or digits. */
export function toolId(id: string, family: Family): string {
  if (family.name === 'mistral') return /^[a-zA-Z0-9]{9}$/.test(id) ? id : hash(id).slice(0, 9);
  return ID.test(id) ? id : `call_${hash(id).slice(0, 24)}`;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
