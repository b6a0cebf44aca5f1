import { describe, expect, it } from '@jest/globals';
import { chosenSides, sidesOf, type Version } from './version-choice.ts';

const version = (number: number, isActive = false): Version => ({
  id: `v${number}`,
  config_id: 'c',
  version: number,
  status: isActive ? 'active' : 'archived',
  config: { provider: `p${number}` },
  object: 'config-version',
});
const VERSIONS = [version(3, true), version(2), version(1)];
const keys = (left?: string, right?: string, draft?: string) => chosenSides(sidesOf(VERSIONS, draft), left, right)?.map(({ key }) => key);

describe('the two sides of a comparison', () => {
  it('are the newest and the one before, unless others are asked for', () => {
    expect(keys()).toEqual(['2', '3']);
    expect(keys('1')).toEqual(['1', '3']);
    expect(keys('1', '2')).toEqual(['1', '2']);
    expect(keys('9', 'x')).toEqual(['2', '3']);
  });

  it('begin with what is being written, where there is something', () => {
    expect(keys(undefined, undefined, '{}')).toEqual(['3', 'draft']);
  });

  it('are one and the same where there is one alone', () => {
    expect(chosenSides(sidesOf([version(1, true)], undefined), undefined, undefined)?.map(({ key }) => key)).toEqual(['1', '1']);
    expect(chosenSides([], undefined, undefined)).toBeUndefined();
  });
});
