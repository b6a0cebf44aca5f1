import { describe, expect, it } from '@jest/globals';
import { inviteOf } from './invite-of.ts';

describe('an invite', () => {
  it('names each workspace with its role, and a key for them', () => {
    expect(inviteOf({ email: ' ina@example.com ', role: 'member', places: { w1: 'manager' }, withKey: true })).toEqual({
      email: 'ina@example.com',
      role: 'member',
      workspaces: [{ id: 'w1', role: 'manager' }],
      workspace_api_key_details: { scopes: ['completions.write', 'prompts.render'] },
    });
  });

  it('promises no key where there is no workspace to use it in', () => {
    expect(inviteOf({ email: 'ina@example.com', role: 'admin', places: {}, withKey: true })).not.toHaveProperty(
      'workspace_api_key_details',
    );
  });
});
