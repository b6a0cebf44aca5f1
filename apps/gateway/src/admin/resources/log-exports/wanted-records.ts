import type { ExportRow, LogFilter } from '@sluice/store/logs';
import Joi from 'joi';
import { checkInput } from '../../input.ts';
import { FILTER_BODY, filterOf } from '../logs/filter-query.ts';

/** The most that one export holds. Wire spec §17.4. */
export const MOST_RECORDS = 50_000;

const FILTERS = Joi.object({
  ...FILTER_BODY,
  page_size: Joi.number().integer().min(1).max(MOST_RECORDS),
  current_page: Joi.number().integer().min(0).max(1_000),
});

/** Which records an export holds: those that a filter wants, the newest first, from one to another. */
export interface WantedRecords {
  readonly filter: LogFilter;
  readonly skip: number;
  readonly most: number;
}

/** Filters as they were sent, and found sound. @throws FaultError `invalid_request` */
export function checkFilters(given: Readonly<Record<string, unknown>> | null | undefined): Readonly<Record<string, unknown>> {
  // As in a query, where numbers are texts: one of the clients sends what its user typed.
  const checked = checkInput(given ?? {}, FILTERS, 'query');
  filterOf(checked, 'all');
  return checked;
}

/** The records that an export wants: of its workspace, or of all where it has none. */
export function wantedBy({ filters, workspace }: Pick<ExportRow, 'filters' | 'workspace'>): WantedRecords {
  const { page_size: size, current_page: page = 0 } = filters as { readonly page_size?: number; readonly current_page?: number };
  return {
    filter: filterOf(filters, workspace === null ? 'all' : [workspace]),
    skip: page * (size ?? 0),
    most: size ?? MOST_RECORDS,
  };
}
