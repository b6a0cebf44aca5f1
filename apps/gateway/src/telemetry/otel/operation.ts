/** GenAI's own words for what is asked; what it has no word for goes by ours. */
const WORDS: Readonly<Record<string, string>> = {
  chat: 'chat',
  messages: 'chat',
  responses: 'chat',
  completions: 'text_completion',
  embeddings: 'embeddings',
};

/** What the conventions call an operation; undefined for what passes through, of which nothing is known. */
export const operationName = (operation: string | undefined): string | undefined =>
  operation === undefined ? undefined : (WORDS[operation] ?? operation.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/** The name of a span: `chat gpt-4o`, or `GET /v1/files/*` for what passes through. Few, whatever ids stand in addresses. */
export function spanName({
  method,
  path,
  operation,
  model,
}: {
  readonly method: string;
  readonly path: string;
  readonly operation: string | undefined;
  readonly model: string | undefined;
}): string {
  const named = operationName(operation);
  if (named !== undefined) return model === undefined ? named : `${named} ${model}`;
  const [, version = '', noun = '', ...rest] = path.split('/');
  return `${method} /${version}/${noun}${rest.length > 0 ? '/*' : ''}`;
}
