import { describeCheck } from '@sluice/provider-testkit/jest';
import check from './index.ts';

const parameters = { names: ['Ada', 'C. Babbage'] };

describeCheck(check, [
  { name: 'lets a text without names pass', text: 'Good morning', parameters, verdict: true, data: { found: 0 } },
  { name: 'stops a text that has one, however it is written', text: 'for ADA!', parameters, verdict: false, data: { found: 1 } },
  { name: 'takes no part of a word for a name', text: 'Adam met cXBabbage', parameters, verdict: true },
  { name: 'looks at answers too', phase: 'after', text: 'Ask C. Babbage', parameters, verdict: false },
  {
    name: 'puts something else in their place where it is told to',
    text: 'Ada and C. Babbage',
    parameters: { ...parameters, replacement: 'somebody' },
    verdict: true,
    data: { found: 2 },
    rewrites: 'somebody and somebody',
  },
  { name: 'wants names', text: '', parameters: {}, refusesParameters: '"names" must be a list' },
  { name: 'takes no parameter that it does not know', text: '', parameters: { ...parameters, word: 'x' }, refusesParameters: '"word"' },
]);
