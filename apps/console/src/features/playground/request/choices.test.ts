import { describe, expect, it } from '@jest/globals';
import { choicesOf } from './choices.ts';

describe('the models to choose from', () => {
  it('offer each name once, and keys that list nothing as the beginning of a name', () => {
    const models = [
      { name: '@main/large', group: 'main' },
      { name: 'small', group: 'somebody' },
    ];

    const names = choicesOf(models, ['small', 'usual'], ['main', 'other']).map(({ name }) => name);

    expect(names).toEqual(['small', 'usual', '@main/large', '@other/']);
  });

  it('do not keep the page waiting where a gateway has a hundred thousand', () => {
    const models = Array.from({ length: 100_000 }, (_, number) => ({ name: `@key-${number}/model`, group: `key-${number}` }));
    const keys = Array.from({ length: 1_000 }, (_, number) => `other-${number}`);
    const began = performance.now();

    const choices = choicesOf(models, [], keys);

    expect(choices.length).toBeLessThan(5_000);
    // Each against each of the others took minutes.
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
