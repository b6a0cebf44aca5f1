import type { Reply } from '../../../api/ask.ts';

/** A config as the gateway shows it: of what the config file declares some members are missing. */
export type ShownConfig = Reply<'GET /v1/configs/{key}'>;
