import Joi from 'joi';
import { ORGANISATION_ID } from './organisation.ts';

/** Both spellings are sent. There is one organisation here. */
export const ORGANISATION = {
  organisation_id: Joi.string().valid(ORGANISATION_ID).allow(null),
  organization_id: Joi.string().valid(ORGANISATION_ID).allow(null),
};
