import { describe, expect, it } from '@jest/globals';
import { defineCheck } from '@sluice/provider-sdk/check';
import { defineStrategy } from '@sluice/provider-sdk/strategy';
import { extensionFlaw, extensionName, extensionsOf, isExtension } from './extensions.ts';
import { isOwnMode, OWN_MODES } from './strategies/modes.ts';

const strategy = (mode: string) => defineStrategy({ mode, propose: () => [] });
const check = (id: string) => defineCheck({ id, phases: ['before'], run: () => ({ verdict: true }) });

describe('what plugins add to the config language', () => {
  it('is known by mode, and by id however it is written', () => {
    const first = strategy('first');
    const noNames = check('Acme.noNames');

    const { strategies, checks } = extensionsOf([first, noNames]);

    expect([...strategies]).toEqual([['first', first]]);
    expect([...checks]).toEqual([['acme.nonames', noNames]]);
  });

  it('has a name that no other may have', () => {
    expect([strategy('first'), check('Acme.noNames')].map(extensionName)).toEqual(['strategy "first"', 'check "acme.nonames"']);
  });

  it.each([
    [strategy('first'), true],
    [check('acme.first'), true],
    [{ operations: {} }, false],
    [{ sort: 'provider' }, false],
    [null, false],
    ['strategy', false],
  ])('is told from what else a plugin may export: %#', (given, is) => {
    expect(isExtension(given)).toBe(is);
  });

  it.each([
    [strategy('cheapest-first'), undefined],
    [check('acme.no-names'), undefined],
    [check('defaults.no-names'), undefined],
    [strategy('Cheapest'), 'has the mode "Cheapest"'],
    [check('no-names'), 'has the id "no-names"'],
    [strategy('fallback'), 'has the mode "fallback", which the gateway has itself'],
    [check('default.contains'), 'has the id "default.contains", and what stands before the dot is taken'],
    [check('Default.mine'), 'has the id "Default.mine", and what stands before the dot is taken'],
    [check('lasso.mine'), 'has the id "lasso.mine", and what stands before the dot is taken'],
  ])('%# may be refused a name', (given, flaw) => {
    const told = extensionFlaw(given);

    if (flaw === undefined) expect(told).toBeUndefined();
    else expect(told).toContain(flaw);
  });

  it('cannot take a mode of the gateway’s own', () => {
    expect(OWN_MODES.map((mode) => extensionFlaw(strategy(mode)) === undefined)).toEqual(OWN_MODES.map(() => false));
    // Not one that every object has.
    expect([isOwnMode('split'), isOwnMode('toString'), isOwnMode('custom')]).toEqual([true, false, false]);
  });
});
