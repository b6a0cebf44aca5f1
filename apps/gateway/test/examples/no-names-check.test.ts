import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Gateway } from '../support/gateway.ts';
import { ask, itTypes, startExample, typeOff } from './example.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startExample('no-names-check');
});
afterAll(() => gateway.stop());

const discreet = { 'x-portkey-config': 'discreet' };
const said = (content: string, members: object = {}) => ({
  model: 'mock',
  max_tokens: 10,
  messages: [{ role: 'user', content }],
  ...members,
});

describe('the example of a check', () => {
  itTypes('does what its page says', () => typeOff('no-names-check', gateway));

  it.each([
    ['a name', 'Where does Ada live?', 446],
    ['a name in small letters', 'ask ada.', 446],
    ['a name of two words, with a line end between', 'Grace\nHopper was here', 446],
    ['half of such a name', 'Grace was here', 200],
    ['a name within a word', 'An adagio, please', 200],
    ['a name at the end of a word', 'Is it in Canada?', 200],
    ['no name', 'Hello', 200],
  ])('finds %s or lets it pass, at both doors', async (_what, text, status) => {
    const chat = await ask(gateway, 'chat/completions', discreet, said(text));
    const messages = await ask(gateway, 'messages', discreet, said(text));

    expect([chat.status, messages.status]).toEqual([status, status]);
  });

  it('keeps a name in what would be streamed from being sent', async () => {
    const config = JSON.stringify({ provider: 'mock', input_guardrails: [{ 'acme.no-names': { names: ['Ada'] }, deny: true }] });

    const found = await ask(gateway, 'chat/completions', { 'x-portkey-config': config }, said('Is Ada in?', { stream: true }));
    const clean = await ask(gateway, 'chat/completions', { 'x-portkey-config': config }, said('Is she in?', { stream: true }));

    expect([found.status, clean.status]).toEqual([446, 200]);
    expect(clean.text).toContain('data: [DONE]');
  });

  it('looks at answers too, and does not repeat what it has found', async () => {
    const { status, json } = await ask(gateway, 'chat/completions', discreet, said('Say Mallory'));

    expect(status).toBe(446);
    expect(JSON.stringify(json.hook_results)).toContain('1 of 1 names were found');
    expect(JSON.stringify(json)).not.toContain('Mallory');
  });

  it.each([
    [{}, 'must be a list of names'],
    [{ names: [] }, 'must be a list of names'],
    [{ names: ['Ada', 7] }, 'must be a list of names'],
    [{ names: ['Ada'], case: true }, '"case" is none of its parameters'],
  ])('refuses the parameters %j in a sentence', async (parameters, sentence) => {
    const config = JSON.stringify({ provider: 'mock', input_guardrails: [{ 'acme.no-names': parameters, deny: true }] });

    const { status, json } = await ask(gateway, 'chat/completions', { 'x-portkey-config': config }, said('Hello'));

    expect([status, json.error.message]).toEqual([400, expect.stringContaining(sentence)]);
  });
});
