import { describe, expect, it } from '@jest/globals';
import type { ApiKeyView } from '@sluice/contract';
import { apiKeyDraft, apiKeyMembers, emptyApiKey } from './api-key-draft.ts';
import { changesOf } from '../../api/changes-of.ts';

const shown = {
  type: 'workspace-service',
  name: 'ci',
  description: null,
  scopes: ['completions.write'],
  defaults: { config_id: 'pc-main', allow_config_override: false, metadata: { team: 'core' } },
  allowed_models: ['m'],
  allowed_providers: null,
  usage_limits: { type: 'cost', credit_limit: 5 },
  rate_limits: [{ type: 'requests', unit: 'rpm', value: 60 }],
  expires_at: '2027-01-01T00:00:00.000Z',
} as unknown as ApiKeyView;

describe('a new API key', () => {
  it('says only what was filled in', () => {
    const body = apiKeyMembers({
      ...emptyApiKey('workspace-service', 'default', ['completions.write']),
      name: ' ci ',
      metadata: [['', 'x']],
    });

    expect(body).toEqual({ name: 'ci', scopes: ['completions.write'] });
  });
});

describe('an API key that is changed', () => {
  it('comes out as it went in', () => {
    const members = apiKeyMembers(apiKeyDraft(shown));

    expect(members).toEqual({
      name: 'ci',
      scopes: ['completions.write'],
      defaults: shown.defaults,
      allowed_models: ['m'],
      usage_limits: [shown.usage_limits],
      rate_limits: shown.rate_limits,
      expires_at: shown.expires_at,
    });
  });

  it('sends the change alone, and takes away what was emptied', () => {
    const before = apiKeyDraft(shown);
    const after = { ...before, models: [], expires: '', description: 'For the pipeline' };

    const changes = changesOf(apiKeyMembers(before), apiKeyMembers(after));

    expect(changes).toEqual({ allowed_models: null, expires_at: null, description: 'For the pipeline' });
  });
});
