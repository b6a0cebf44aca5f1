import type { Json } from '@sluice/provider-sdk';
import { fault } from '../judge/kinds.ts';
import type { Feature, Form } from './feature.ts';

/** With a wrong key the router goes on to the next target, and the operator learns whose key it was. */
export const badKey = (ask: Json | Form): Feature => ({
  name: 'bad_key',
  shows: 'a key that is refused is told apart from a bad request',
  ask,
  members: [],
  wrong: 'key',
  // Some answer 403 to a key that they do not know, and say no more.
  judge: fault('credential_refused', 'forbidden'),
});

/** A model that is gone must not look like a request that nobody could answer. */
export const badModel = (ask: Json | Form): Feature => ({
  name: 'bad_model',
  shows: 'a model that there is not is told apart from a bad request',
  ask,
  members: ['model'],
  wrong: 'model',
  judge: fault('model_not_found'),
});
