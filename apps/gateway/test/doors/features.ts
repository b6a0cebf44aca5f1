/** The columns of the table. */
export const FEATURES = [
  'text',
  'stream',
  'tools',
  'parallel',
  'tool result',
  'image',
  'schema',
  'reasoning',
  'cache usage',
  'error',
  'abort',
] as const;

export type Feature = (typeof FEATURES)[number];
