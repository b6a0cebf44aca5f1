/** Said to a worker: look at once for what others have stored. */
export const REFRESH = 'sluice:refresh';

/** A worker's answer. */
export const REFRESHED = 'sluice:refreshed';
