import type { AnalyticsQuery } from '@sluice/contract';
import type { Analytics, LogFilter } from '@sluice/store/logs';
import Joi from 'joi';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { emptyIsAbsent } from '../../empty-is-absent.ts';
import { placesToSee } from '../../places.ts';
import type { Asked } from '../../route.ts';
import { FILTER_QUERY, filterOf, OF_CALLERS, placeNamed } from '../logs/filter-query.ts';

const moment = Joi.string().isoDate().required().description('This moment included');

/** Members of the query of every chart. Wire spec §19. */
export const QUESTION: Joi.PartialSchemaMap = emptyIsAbsent({
  ...FILTER_QUERY,
  time_of_generation_min: moment,
  time_of_generation_max: moment,
});

/** What a chart is drawn of. */
export interface Question {
  readonly analytics: Analytics;
  readonly filter: LogFilter;
}

/**
 * Reads what somebody wants to see, of the workspaces whose numbers they may see.
 *
 * @throws FaultError `invalid_request`, `forbidden`, `not_found`
 */
export async function questionOf(
  { principal, query: asked }: Pick<Asked<unknown, AnalyticsQuery>, 'principal' | 'query'>,
  { logs, store }: AdminMeans,
): Promise<Question> {
  const query = { ...asked };
  const { time_of_generation_min: from, time_of_generation_max: to } = query;
  if (Date.parse(from) > Date.parse(to))
    throw refused(
      'invalid_request',
      '"time_of_generation_min" is later than "time_of_generation_max"',
      'time_of_generation_min',
      'invalid_value',
    );
  const workspaces = await placesToSee(principal, ['analytics.view'], placeNamed(query), store.db);
  return { analytics: logs.analytics, filter: { sources: OF_CALLERS, ...filterOf(query, workspaces) } };
}
