import type { FeedbackKept, FeedbackQuery } from '@sluice/contract';
import type { Feedback } from '@sluice/store/logs';
import Joi from 'joi';
import { emptyIsAbsent } from '../../empty-is-absent.ts';
import { randomUUID } from 'node:crypto';
import type { AdminMeans } from '../../means.ts';
import { everyPlace, placesFor } from '../../places.ts';
import type { Principal } from '../../principal.ts';
import { route, type AdminRoute } from '../../route.ts';
import { notFound } from '../../admin-fault.ts';
import { readChange, readFeedback, MOST_FEEDBACK, type GivenFeedback } from './read-feedback.ts';
import { CREATE, KEPT, UPDATE } from './schema.ts';

/** Whoever makes requests may say what came of them. */
const SCOPES = ['completions.write', 'logs.write'] as const;

const TAG = 'Feedback';

/** The addresses of feedback: what people thought of answers, by the answers' traces. Wire spec §18. */
export const feedbackRoutes = ({ logs, store, now }: AdminMeans): readonly AdminRoute[] => [
  route<GivenFeedback, FeedbackQuery>({
    method: 'POST',
    path: '/feedback',
    summary: 'Says what somebody thought of an answer, or of several',
    tag: TAG,
    policy: { kind: 'scopes', scopes: SCOPES },
    query: Joi.object(
      emptyIsAbsent({ workspace_id: Joi.string().max(200).description('Whose it is, by id or slug; default: the asker’s own') }),
    ),
    body: CREATE,
    many: MOST_FEEDBACK,
    readsBody: (given) => readFeedback(given) as unknown as readonly Readonly<Record<string, unknown>>[],
    reply: KEPT,
    handle: async ({ bodies, principal, query }) => {
      const at = now();
      const workspace = await placeOf(principal, query.workspace_id, store.db);
      const kept = bodies.map(({ trace, value, weight = 1, metadata = {} }): Feedback => ({
        id: randomUUID(),
        trace,
        workspace,
        value,
        weight,
        metadata,
        at,
      }));
      await logs.addFeedback(kept);
      return { body: saved('saved', kept) };
    },
  }),
  route<Omit<GivenFeedback, 'trace'>>({
    method: 'PUT',
    path: '/feedback/:id',
    summary: 'Changes what somebody thought',
    tag: TAG,
    policy: { kind: 'scopes', scopes: SCOPES },
    body: UPDATE,
    many: 0,
    readsBody: (given) => [{ ...readChange(given) }],
    reply: KEPT,
    handle: async ({ body, params, principal }) => {
      const id = params['id']!;
      const found = await logs.findFeedback(id, everyPlace(principal, SCOPES));
      if (!found) throw notFound('feedback', id);
      const { value, weight = found.weight, metadata = found.metadata } = body;
      await logs.changeFeedback(id, { value, weight, metadata });
      return { body: saved('updated', [found]) };
    },
  }),
];

/** Whose feedback it is that somebody gives: null is the whole organisation's. */
async function placeOf(principal: Principal, named: string | undefined, db: AdminMeans['store']['db']): Promise<string | null> {
  if (named === undefined) return principal.home ?? null;
  const [place] = await placesFor(principal, SCOPES, named, db);
  return place ?? null;
}

const saved = (what: 'saved' | 'updated', all: readonly Pick<Feedback, 'id'>[]): FeedbackKept & Readonly<Record<string, unknown>> => ({
  status: 'success',
  message: `Feedback successfully ${what}`,
  feedback_ids: all.map(({ id }) => id),
});
