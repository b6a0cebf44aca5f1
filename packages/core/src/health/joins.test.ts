import { describe, expect, it } from '@jest/globals';
import { Joins } from './joins.ts';

describe('answers on their way', () => {
  it('are waited for until they have come', async () => {
    const joins = new Joins();
    let land = () => {};
    joins.add(
      'key',
      new Promise<void>((resolve) => {
        land = resolve;
      }),
    );

    const flight = joins.get('key');
    land();
    await flight;
    await Promise.resolve();

    expect(flight).toBeInstanceOf(Promise);
    expect(joins.get('other')).toBeUndefined();
    expect(joins.get('key')).toBeUndefined();
  });

  it('do not fail those who wait', async () => {
    const joins = new Joins();

    joins.add('key', Promise.reject(new Error('it broke')));

    await expect(joins.get('key')).resolves.toBeUndefined();
  });

  it('do not take a newer one with them', async () => {
    const joins = new Joins();
    joins.add('key', Promise.resolve());
    const first = joins.get('key');
    joins.add('key', new Promise(() => {}));

    await first;
    await Promise.resolve();

    expect(joins.get('key')).toBeDefined();
  });
});
