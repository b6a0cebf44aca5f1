import type { LogRecord } from '@sluice/store/logs';

/** Where a call was made to: the path here, or of one that somebody told of the whole address as they told it. */
export const addressOf = ({ source, path, tries }: LogRecord): string =>
  source === 'api' || source === 'otel' ? (tries[0]?.url ?? path) : path;
