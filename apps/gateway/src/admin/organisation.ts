/** The organisation of every installation: there is one, so that its name need not tell it from another. */
export const ORGANISATION_ID = 'organisation';
