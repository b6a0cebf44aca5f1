import Joi from 'joi';

/** What of a list is wanted. */
export interface Page {
  /** From 0. */
  readonly current_page: number;
  readonly page_size: number;
}

/** The query members of every list. Wire spec §20.0. */
export const PAGE = {
  current_page: Joi.number().integer().min(0).default(0).description('From 0'),
  page_size: Joi.number().integer().min(1).max(1000).default(100),
};
