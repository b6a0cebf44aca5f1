import type { Replay, ReplayLog } from '@sluice/contract';
import Joi from 'joi';
import { storedCall, WHY_NOT, type StoredCall } from '../../../replay/stored-call.ts';
import { withoutDefaultConfig } from '../../../replay/caller-again.ts';
import { forbidden, notFound, refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { everyPlace } from '../../places.ts';
import { may } from '../../principal.ts';
import { route, type AdminRoute } from '../../route.ts';
import { readable } from '../logs/readable.ts';
import { COMPARISON, comparisonView } from './comparison-view.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const TEXT = Joi.string().allow('').required();

const REPLAY = Joi.object({
  object: Joi.string().valid('replay').required(),
  id: TEXT.description('Of its own record, which is in the log a moment later'),
  original_id: TEXT,
  trace_id: TEXT,
  status: Joi.number().required().description('Of its answer'),
  body: Joi.any().required().description('JSON where it is some, streams put together'),
  comparison: COMPARISON,
});

/** `POST /v1/logs/{id}/replay` */
export const replayRoutes = ({ logs, again, ending }: AdminMeans): readonly AdminRoute[] => [
  route<ReplayLog>({
    method: 'POST',
    path: '/logs/:key/replay',
    summary: 'Send a request of the log again, as it was or with another config, and compare both answers',
    tag: 'Logs',
    policy: { kind: 'scopes', scopes: ['completions.write'] },
    body: Joi.object({
      config: Joi.alternatives(Joi.string().max(100_000), Joi.object()).description(
        'In place of its own: a config, or the slug of a saved one',
      ),
      stream: Joi.boolean().description('True: streamed upstream; else as it was'),
      metadata: Joi.object().pattern(Joi.string(), Joi.string().allow('')).description('Over the metadata that it had'),
    }),
    reply: REPLAY,
    async handle({ principal, params, body: { config, stream, metadata = {} } }) {
      const key = params['key']!;
      const found = UUID.test(key) ? await logs.find(key.toLowerCase(), everyPlace(principal, ['logs.view', 'logs.read'])) : undefined;
      if (!found) throw notFound('log', key);
      const { record, bodies } = found;
      if (!may(principal, 'completions.write', record.workspace)) throw forbidden('completions.write', 'where the request was made');
      const given = config === undefined || typeof config === 'string' ? config : JSON.stringify(config);
      const call = storedCall({ record: { ...record, metadata: { ...record.metadata, ...metadata } }, bodies, config: given });
      if (typeof call === 'string')
        throw refused('invalid_request', `The request ${key} cannot be sent again: ${WHY_NOT[call]}`, 'id', `replay_${call}`);
      const caller = again.callerFor(principal, record.workspace);
      const replayed = await again.replay({
        original: record,
        bodies,
        call,
        caller: goesByConfig(call) ? caller : withoutDefaultConfig(caller),
        stream: stream === true ? true : undefined,
        ending,
      });
      const reply: Replay = {
        object: 'replay',
        id: replayed.id,
        original_id: record.id,
        trace_id: replayed.trace,
        status: replayed.status,
        body: readable(replayed.body, false),
        comparison: comparisonView(replayed.comparison),
      };
      return { body: { ...reply } };
    },
  }),
];

const goesByConfig = ({ headers }: StoredCall) => headers['x-portkey-config'] !== undefined;
