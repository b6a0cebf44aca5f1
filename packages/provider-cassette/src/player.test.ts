import { describe, expect, it } from '@jest/globals';
import { chatExchange } from './exchange.test.support.ts';
import { Player, type Choice } from './player.ts';

const CHOICE: Choice = { repeat: 'cycle', onMiss: 'error' };

const asking = (content: string, more: object = {}) => ({
  method: 'POST',
  path: '/chat/completions',
  body: JSON.stringify({ messages: [{ role: 'user', content }], model: 'm', ...more }),
});

const player = () =>
  new Player({ name: 'demo', exchanges: [chatExchange('a', 'first'), chatExchange('b', 'other'), chatExchange('a', 'second')] });

const told = (found: ReturnType<Player['next']>) => ('missing' in found ? found.missing : found.exchange.response.chunks[0]![1]);

describe('a cassette that is played', () => {
  it.each([
    ['cycle', ['first', 'second', 'first', 'second']],
    ['last', ['first', 'second', 'second', 'second']],
    [
      'fail',
      [
        'first',
        'second',
        'the cassette "demo" has 2 of this request, and all were played',
        'the cassette "demo" has 2 of this request, and all were played',
      ],
    ],
  ] as const)('gives the recordings of one request in their order, and then does as %s says', (repeat, answers) => {
    const playing = player();

    const given = answers.map(() => told(playing.next(asking('a'), { ...CHOICE, repeat })));

    expect(given).toEqual(answers);
  });

  it.each([
    ['the order of members', { stream: undefined }],
    ['whose request it is', { user: 'somebody', metadata: { run: '7' }, safety_identifier: 's' }],
    ['the slug before the model', { model: '@play/m' }],
  ])('knows a request again whatever %s', (_, more) => {
    expect(told(player().next(asking('b', more), CHOICE))).toBe('other');
  });

  it('tells what was asked and what comes nearest to what it does not have', () => {
    expect(told(player().next(asking('b', { temperature: 0.5 }), CHOICE))).toBe(
      'the cassette "demo" has no answer to POST /chat/completions: the nearest of its 3 there differs in temperature',
    );
    expect(told(player().next({ method: 'POST', path: '/embeddings', body: '{}' }, CHOICE))).toBe(
      'the cassette "demo" has no answer to POST /embeddings: it has POST /chat/completions',
    );
    expect(told(new Player({ name: 'none', exchanges: [] }).next(asking('a'), CHOICE))).toMatch(/: it is empty$/);
  });

  it('gives any answer of the same address in turn where that is wanted', () => {
    const playing = player();

    const given = [1, 2, 3].map(() => told(playing.next(asking('unheard of'), { ...CHOICE, onMiss: 'any' })));

    expect(given).toEqual(['first', 'other', 'second']);
  });

  it('does not tell two streams from two whole answers by chance', () => {
    expect(told(player().next(asking('a', { stream: true }), CHOICE))).toMatch(/differs in stream$/);
  });
});
