import { describe, expect, it } from '@jest/globals';
import { subject } from './given.test.fixture.ts';
import { inspectedText, replaceText } from './inspected-text.ts';
import { documentOf, type Subject } from './subject.ts';

const parts = (...texts: readonly string[]) => [{ type: 'image_url' }, ...texts.map((text) => ({ type: 'text', text }))];

const TABLE: readonly [what: string, subject: Subject, text: string][] = [
  [
    'the last message',
    before('chat', {
      messages: [
        { role: 'system', content: 'no' },
        { role: 'user', content: 'yes' },
      ],
    }),
    'yes',
  ],
  ['its text parts', before('chat', { messages: [{ role: 'user', content: parts('one', 'two') }] }), 'one\ntwo'],
  [
    'the last message of the other dialect',
    before('messages', { system: 'no', messages: [{ role: 'user', content: parts('one') }] }),
    'one',
  ],
  ['a prompt', before('completions', { prompt: 'one' }), 'one'],
  ['prompts', before('completions', { prompt: ['one', 'two'] }), 'one\ntwo'],
  ['a prompt of tokens', before('completions', { prompt: [1, 2] }), ''],
  ['an input', before('embeddings', { input: 'one' }), 'one'],
  ['inputs', before('embeddings', { input: ['one', 'two'] }), 'one\ntwo'],
  ['no messages', before('chat', { messages: [] }), ''],
  ['messages that are none', before('chat', { messages: 'x' }), ''],
  ['the first choice', after('chat', { choices: [{ message: { content: 'yes' } }, { message: { content: 'no' } }] }), 'yes'],
  ['a choice that calls tools', after('chat', { choices: [{ message: { content: null, tool_calls: [] } }] }), ''],
  ['the first completion', after('completions', { choices: [{ text: 'yes' }, { text: 'no' }] }), 'yes'],
  ['text blocks', after('messages', { content: [{ type: 'thinking', thinking: 'no' }, ...parts('one', 'two')] }), 'one\ntwo'],
];

function before(operation: Subject['operation'], request: Subject['request']): Subject {
  return subject('', 'before', { operation, request });
}

function after(operation: Subject['operation'], response: NonNullable<Subject['response']>): Subject {
  return subject('', 'after', { operation, response });
}

describe('the text that checks look at', () => {
  it.each(TABLE)('is %s', (_what, about, text) => {
    expect(inspectedText(about)).toBe(text);
  });

  it.each(TABLE)('is written back where it was: %s', (_what, about, text) => {
    const given = structuredClone(about);

    const rewritten = replaceText(about, (part) => part.toUpperCase());
    const asBefore = replaceText(about, (part) => part);

    expect(JSON.stringify(rewritten)).toBe(
      text
        .split('\n')
        .reduce((json, part) => (part ? json.replace(`"${part}"`, `"${part.toUpperCase()}"`) : json), JSON.stringify(documentOf(about))),
    );
    expect(asBefore).toBe(documentOf(about));
    expect(about).toEqual(given);
  });
});
