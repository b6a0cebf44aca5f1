import { describe, expect, it } from '@jest/globals';
import { kindOfTemplate } from './kind-of-template.ts';
import { readReference } from './reference.ts';

describe('a reference to a prompt', () => {
  it.each([
    ['pp-x', 'pp-x', { by: 'published' }],
    ['pp-x@12', 'pp-x', { by: 'number', number: 12 }],
    ['pp-x@latest', 'pp-x', { by: 'latest' }],
    ['pp-x@production', 'pp-x', { by: 'label', label: 'production' }],
    ['8c9f-id@1', '8c9f-id', { by: 'number', number: 1 }],
    ['pp-x@0', 'pp-x', { by: 'label', label: '0' }],
    ['pp-x@1e3', 'pp-x', { by: 'label', label: '1e3' }],
    ['pp-x@', 'pp-x', { by: 'label', label: '' }],
    ['@12', '@12', { by: 'published' }],
  ])('%s names %s', (text, name, version) => {
    expect(readReference(text)).toEqual({ name, version });
  });
});

describe('what a template is for', () => {
  it.each([
    ['[{"role":"user"}]', 'chat'],
    ['\n [\n {{history}} ]', 'chat'],
    ['[]', 'chat'],
    ['[INST] {{x}} [/INST]', 'completion'],
    ['Say {{x}}', 'completion'],
    ['', 'completion'],
  ])('shows in %j', (template, kind) => {
    expect(kindOfTemplate(template)).toBe(kind);
  });
});
