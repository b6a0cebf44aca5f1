import { describe, expect, it } from '@jest/globals';
import { presetOf, scopeGroups, scopesOf } from './scope-groups.ts';

const GRANTABLE = [
  'virtual_keys.create',
  'virtual_keys.list',
  'virtual_keys.read',
  'logs.read',
  'logs.delete',
  'prompts.render',
  'completions.write',
];

describe('scopes in groups', () => {
  it('stand under what they are about, calls first', () => {
    const groups = scopeGroups(GRANTABLE);

    expect(groups.map(({ heading }) => heading)).toEqual(['Calls', 'Logs', 'Prompts', 'Virtual keys']);
    expect(groups[3]?.scopes.map(({ word }) => word)).toEqual(['create', 'list', 'read']);
  });

  it('are all there, each once', () => {
    const scopes = scopeGroups(GRANTABLE).flatMap((group) => group.scopes.map(({ scope }) => scope));

    expect(scopes.toSorted()).toEqual(GRANTABLE.toSorted());
  });
});

describe('what most keys are for', () => {
  it('gives to call with no more than calling', () => {
    expect(scopesOf('call', GRANTABLE)).toEqual(['prompts.render', 'completions.write']);
  });

  it('gives to look with nothing that changes anything', () => {
    expect(scopesOf('look', GRANTABLE)).toEqual(['virtual_keys.list', 'virtual_keys.read', 'logs.read']);
  });

  it('never gives what its maker may not give', () => {
    expect(scopesOf('manage', ['logs.read'])).toEqual(['logs.read']);
  });

  it('is found again by its scopes, in whatever order', () => {
    expect(presetOf(['completions.write', 'prompts.render'], GRANTABLE)).toBe('call');
    expect(presetOf(['completions.write'], GRANTABLE)).toBe('chosen');
  });
});
