import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toolNames } from './tool-names.ts';

const RULE = { letter: /[a-zA-Z0-9_-]/, longest: 64 };

const offering = (...names: readonly string[]) => ({ tools: names.map((name) => ({ type: 'function', function: { name } })) });
const having = (...names: readonly string[]) => ({
  messages: [{ role: 'assistant', tool_calls: names.map((name) => ({ id: name, type: 'function', function: { name } })) }],
});

describe('the names of tools', () => {
  it('stay where the provider takes them', () => {
    const { sent, given } = toolNames(offering('look-up_2'), RULE);

    expect([sent('look-up_2'), given('look-up_2'), given('never_offered')]).toEqual(['look-up_2', 'look-up_2', 'never_offered']);
  });

  it('have a line for each letter that it does not take', () => {
    expect(toolNames(offering('files.read/all 😀'), RULE).sent('files.read/all 😀')).toBe('files_read_all__');
  });

  it('are told apart by a hash, always the same, where two become one', () => {
    const { sent, given } = toolNames(offering('a.b', 'a_b', 'a/b'), RULE);

    const names = ['a.b', 'a_b', 'a/b'].map(sent);
    expect(names).toEqual([expect.stringMatching(/^a_b_[0-9a-f]{8}$/), 'a_b', expect.stringMatching(/^a_b_[0-9a-f]{8}$/)]);
    expect(new Set(names).size).toBe(3);
    expect(names.map(given)).toEqual(['a.b', 'a_b', 'a/b']);
    expect(toolNames(offering('a.b', 'a_b', 'a/b'), RULE).sent('a/b')).toBe(names[2]);
  });

  it('are cut where they are too long, and differ still', () => {
    const long = 'x'.repeat(64);
    const { sent } = toolNames(offering(long, `${long}1`, `${long}2`), RULE);

    expect(sent(long)).toBe(long);
    expect(sent(`${long}1`)).toMatch(/^x{55}_[0-9a-f]{8}$/);
    expect(sent(`${long}1`)).not.toBe(sent(`${long}2`));
  });

  it('are not changed for the tools there are by what was called before', () => {
    const { sent, given } = toolNames({ ...offering('a.b'), ...having('a_b', 'a/b') }, RULE);

    expect([sent('a.b'), sent('a_b'), given('a_b')]).toEqual(['a_b', 'a_b', 'a.b']);
    expect(given(sent('a/b'))).toBe('a/b');
  });

  it('are read of functions of 2023 and of tools in other forms too', () => {
    const call = {
      functions: [{ name: 'a.b' }],
      tools: [{ type: 'custom', name: 'a_b' }],
      messages: [{ role: 'assistant', function_call: { name: 'c.d' } }],
    };

    const { sent } = toolNames(call, RULE);

    expect([sent('a.b'), sent('c.d')]).toEqual([expect.stringMatching(/^a_b_/), 'c_d']);
  });

  it('always fit, each its own, and come back', () => {
    const name = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ unit: fc.constantFrom('a', '_', '.', '/'), minLength: 1, maxLength: 70 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const { sent, given } = toolNames(offering(...names), RULE);

        const all = names.map(sent);
        expect(all.every((each) => /^[a-zA-Z0-9_-]{1,64}$/.test(each))).toBe(true);
        expect(new Set(all).size).toBe(names.length);
        expect(all.map(given)).toEqual(names);
      }),
    );
  });

  it('survive calls of any shape', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('tools', 'functions', 'messages'), fc.jsonValue()), (call) => {
        expect(() => toolNames(call, RULE)).not.toThrow();
      }),
    );
  });
});
