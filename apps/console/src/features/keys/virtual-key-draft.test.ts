import { describe, expect, it } from '@jest/globals';
import type { CatalogueProvider } from '@sluice/contract';
import { changesOf } from '../../api/changes-of.ts';
import { creationOf, draftOf, emptyDraft, membersOf } from './virtual-key-draft.ts';

const provider = {
  slug: 'acme',
  fields: [
    { name: 'acme_region', label: 'Region', type: 'text', required: false, is_host: false },
    { name: 'acme_secret', label: 'Secret', type: 'secret', required: false, is_host: false },
  ],
} as unknown as CatalogueProvider;

const shown = {
  slug: 'acme-eu',
  name: 'Acme EU',
  note: null,
  ai_provider_name: 'acme',
  model_config: { acme_region: 'eu-1', acme_secret: '••••cret', custom_host: 'https://acme.example/v1' },
  usage_limits: null,
  rate_limits: [],
  expires_at: null,
};

describe('a new virtual key', () => {
  it('says only what was filled in', () => {
    const body = creationOf({
      ...emptyDraft('default'),
      provider: 'acme',
      name: ' Acme EU ',
      keys: ['sk-1 '],
      fields: { acme_region: '' },
    });

    expect(body).toEqual({ name: 'Acme EU', provider: 'acme', slug: 'acme-eu', workspace_id: 'default', key: 'sk-1' });
  });

  it('sends several keys to take turns with', () => {
    const body = creationOf({ ...emptyDraft('default'), provider: 'acme', name: 'A', slug: 'mine', keys: ['sk-1', '', 'sk-2'] });

    expect(body).toMatchObject({ slug: 'mine', keys: ['sk-1', 'sk-2'] });
    expect(body).not.toHaveProperty('key');
  });
});

describe('a virtual key that is changed', () => {
  it('never takes a masked secret for the secret', () => {
    const draft = draftOf(shown, provider);

    expect(JSON.stringify(draft)).not.toContain('••••');
    expect(draft).toMatchObject({ customHost: 'https://acme.example/v1', fields: { acme_region: 'eu-1' } });
  });

  it('sends the change alone, and takes away what was emptied', () => {
    const before = draftOf(shown, provider);
    const after = { ...before, name: 'Acme', customHost: '', fields: { acme_region: '' } };

    const changes = changesOf(membersOf(before), membersOf(after));

    expect(changes).toEqual({ name: 'Acme', custom_host: null, acme_region: null });
  });
});
