import { describe, expect, it } from '@jest/globals';
import type { WorkspaceSummary } from '@sluice/contract';
import { changeOf, draftOf, metadataFault } from './workspace-draft.ts';

const WORKSPACE: WorkspaceSummary = {
  object: 'workspace',
  origin: 'api',
  id: 'w1',
  slug: 'core',
  name: 'Core',
  description: null,
  status: 'active',
  is_default: 0,
  defaults: {
    object: 'workspace',
    config: 'pc-main',
    metadata: { team: 'core', site: 'https://example.com' },
    input_guardrails: ['pg-a', 'pg-b'],
  },
  usage_limits: { type: 'cost', credit_limit: 20, periodic_reset: 'monthly' },
  rate_limits: [{ type: 'requests', unit: 'rpm', value: 60 }],
  created_at: '2026-11-01T00:00:00.000Z',
  last_updated_at: '2026-11-01T00:00:00.000Z',
};

describe('the form of a workspace', () => {
  it('says back what it was given', () => {
    expect(changeOf(draftOf(WORKSPACE))).toEqual({
      name: 'Core',
      description: null,
      defaults: {
        config: 'pc-main',
        metadata: { team: 'core', site: 'https://example.com' },
        input_guardrails: ['pg-a', 'pg-b'],
        output_guardrails: [],
      },
      usage_limits: [{ type: 'cost', credit_limit: 20, periodic_reset: 'monthly' }],
      rate_limits: [{ type: 'requests', unit: 'rpm', value: 60 }],
    });
  });

  it('takes away what was emptied', () => {
    const draft = { ...draftOf(WORKSPACE), config: ' ', metadata: '', before: '' };

    expect(changeOf(draft).defaults).toEqual({ config: null, metadata: {}, input_guardrails: [], output_guardrails: [] });
  });

  it('says which line of metadata would be lost', () => {
    expect(metadataFault('team: core\n\nsite: https://example.com')).toBeUndefined();
    expect(metadataFault('team: core\nstage=test')).toContain('stage=test');
  });
});
