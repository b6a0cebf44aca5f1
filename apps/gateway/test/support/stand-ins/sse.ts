/** An event of a stream of server-sent events. */
export const sse = (data: unknown, event?: string): Buffer =>
  Buffer.from(`${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);

/** What keeps a connection open and means nothing. */
export const comment = (text: string): Buffer => Buffer.from(`: ${text}\n\n`);
