import { describe, expect, it } from '@jest/globals';
import type { Fault, Model } from '@sluice/provider-sdk';
import { withLivingModel } from './retired-model.ts';

const CATALOGUE: readonly Model[] = [
  { id: 'computer-use-preview', supports: ['chat'] },
  { id: 'gpt-4o', supports: ['chat'] },
  { id: 'gpt-5o', supports: ['chat'], retired: { successor: 'gpt-4o', chosen: '2026-01-01' } },
  { id: 'embed-small', supports: ['embeddings'] },
];
const FAULT: Fault = { kind: 'model_not_found', message: 'no such model' };

function said(model: string | undefined, status = 404): string {
  const question = {
    incoming: { door: { kind: 'operation', operation: 'chat' } },
    target: { provider: { name: 'Acme', models: CATALOGUE } },
    said: { model },
  };
  return withLivingModel(FAULT, status, question as never).message;
}

describe('what is said besides of a model that is not served', () => {
  it('is who does its work, where it is retired', () => {
    expect(said('gpt-5o')).toContain('"gpt-4o" does its work now');
  });

  it('is what its name was meant to be, where that is misspelt', () => {
    expect(said('gtp-4o')).toBe('no such model (Sluice: "gpt-4o" is a model that Acme serves.)');
  });

  it.each(['gpt-4o', 'my-deployment', 'embed-smal', 'gpt-6o', undefined])('is nothing of %s', (model) => {
    expect(said(model)).toBe('no such model');
  });
});
