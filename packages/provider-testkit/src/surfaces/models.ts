import { insist } from '../judge/objection.ts';
import { listIn, objectIn, textIn } from '../judge/members.ts';
import { reply } from '../judge/kinds.ts';
import { badKey } from './failures.ts';
import type { Surface } from './feature.ts';

/** What can be asked. */
export const models: Surface = {
  operation: 'models',
  models: [],
  bodiless: true,
  features: [
    {
      name: 'list',
      shows: 'models are listed by their ids',
      ask: {},
      members: [],
      judge: reply((given) => {
        const data = listIn(objectIn(given, 'the reply')['data'], 'data');
        insist(data.length > 0, 'data is empty');
        data.forEach((each, at) => textIn(objectIn(each, `data[${at}]`)['id'], `data[${at}].id`));
      }),
    },
    badKey({}),
  ],
};
