import { COUNT, even, MEASURED, stamped, TIMESTAMP, type DeclaredGraph } from './graph.ts';
import { averageOf } from './numbers.ts';

/** The metadata name under which a user stands. Wire spec §17.1. */
export const USER = '_user';

/** Graphs of who asks. Wire spec §19. */
export const GRAPHS_OF_USERS: readonly DeclaredGraph[] = [
  {
    name: 'users',
    shows: 'How many users there were: values of the metadata "_user"',
    ...even({ total: COUNT }),
    async draw({ analytics, filter }) {
      const { points, values } = await analytics.distinct(filter, USER);
      return { summary: { total: values }, points: points.map((point) => stamped(point.at, { total: point.values })) };
    },
  },
  {
    name: 'users/requests',
    also: ['users-requests'],
    shows: 'How many requests a user makes',
    summary: { total: COUNT.description('Requests with a user'), unique: COUNT.description('Users'), avg: MEASURED },
    point: { ...TIMESTAMP, avg: MEASURED },
    async draw({ analytics, filter }) {
      const { points, values, requests } = await analytics.distinct(filter, USER);
      return {
        summary: { total: requests, unique: values, ...averageOf(requests, values) },
        points: points.map((point) => stamped(point.at, { ...averageOf(point.requests, point.values) })),
      };
    },
  },
];
