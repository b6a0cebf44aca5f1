import Joi from 'joi';
import { COUNT, even, MEASURED, stamped, type DeclaredGraph } from './graph.ts';

/** Graphs of what people thought of answers: of the feedback on the traces of records. Wire spec §19. */
export const GRAPHS_OF_FEEDBACK: readonly DeclaredGraph[] = [
  {
    name: 'feedbacks',
    shows: 'How much feedback there was',
    ...even({ total: COUNT }),
    async draw({ analytics, filter }) {
      const { points, total } = await analytics.feedback(filter);
      return { summary: { total }, points: points.map((point) => stamped(point.at, { total: point.total })) };
    },
  },
  {
    name: 'feedbacks/scores',
    also: ['feedbacks/score'],
    shows: 'How often each value was given',
    summary: { total: COUNT },
    point: { score: Joi.number().required(), total: COUNT },
    async draw({ analytics, filter }) {
      const { scores, total } = await analytics.feedback(filter);
      const rising = [...scores].toSorted(([left], [right]) => left - right);
      return { summary: { total }, points: rising.map(([score, count]) => ({ score, total: count })) };
    },
  },
  {
    name: 'feedbacks/weighted',
    shows: 'The mean of feedback, by weight',
    ...even({ avg: MEASURED }),
    async draw({ analytics, filter }) {
      const { points, average = null } = await analytics.feedback(filter);
      return { summary: { avg: average }, points: points.map((point) => stamped(point.at, { avg: point.average ?? null })) };
    },
  },
  {
    name: 'feedbacks/ai-models',
    shows: 'The mean of feedback on each model, by weight',
    summary: {},
    point: { ai_model: Joi.string().allow('').required(), total: COUNT, avg_weighted_feedback: MEASURED },
    async draw({ analytics, filter }) {
      const { models } = await analytics.feedback(filter);
      return {
        summary: {},
        points: models.map(({ model, total, average }) => ({ ai_model: model, total, avg_weighted_feedback: average })),
      };
    },
  },
];
