import { expect, it } from '@jest/globals';
import { nextStep } from './sweep.ts';

it('takes fewer records after a step that took long, more after one that did not, and always some', () => {
  expect(nextStep(250, 100)).toBe(25);
  expect(nextStep(50, 10)).toBe(50);
  expect(nextStep(50, 1)).toBe(75);
  expect(nextStep(20, 5_000)).toBe(10);
  expect(nextStep(400, 0)).toBe(500);
});
