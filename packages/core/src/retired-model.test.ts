import { describe, expect, it } from '@jest/globals';
import type { Fault, Model } from '@sluice/provider-sdk';
import { withLivingModel } from './retired-model.ts';

const CATALOGUE: readonly Model[] = [
  { id: 'computer-use-preview', supports: ['chat'] },
  { id: 'gpt-4o', supports: ['chat'] },
  { id: 'embed-small', supports: ['embeddings'] },
];
/** One that keeps book of what has gone. */
const KEPT: readonly Model[] = [...CATALOGUE, { id: 'gpt-5o', supports: ['chat'], retired: { successor: 'gpt-4o', chosen: '2026-01-01' } }];
const FAULT: Fault = { kind: 'model_not_found', message: 'no such model' };

function said(model: string | undefined, models = CATALOGUE): string {
  const question = {
    incoming: { door: { kind: 'operation', operation: 'chat' } },
    target: { provider: { name: 'Acme', models } },
    said: { model },
  };
  return withLivingModel(FAULT, 404, question as never).message;
}

describe('what is said besides of a model that is not served', () => {
  it('is who does its work, where it is retired', () => {
    expect(said('gpt-5o', KEPT)).toContain('"gpt-4o" does its work now');
  });

  it('is what its name was meant to be, where that is misspelt', () => {
    expect(said('gtp-4o')).toBe('no such model (Sluice: "gpt-4o" is a model that Acme serves.)');
  });

  it('is the first that lives, of a catalogue that keeps book of what has gone', () => {
    expect(said('x', KEPT)).toContain('"computer-use-preview" is a model');
    expect(said('gpt-4o', KEPT)).toBe('no such model');
  });

  it.each(['gpt-4o', 'my-deployment', 'embed-smal', 'gpt-6o', undefined])('is nothing of %s', (model) => {
    expect(said(model)).toBe('no such model');
  });
});
