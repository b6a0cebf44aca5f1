import type { Difference } from '@sluice/provider-sdk';

/** What is not done as it was asked. To be replaced by what you found. */
export const differences: readonly Difference[] = [
  {
    member: 'logit_bias',
    fate: 'dropped',
    how: 'Template Name answers 400 to it.',
    source: 'its API reference, with the day on which you read it',
    example: { logit_bias: { 50256: -100 } },
  },
];
