/** What a request wants its answer to be: a JSON object, or JSON as a schema says. */
export type WantedFormat = { readonly kind: 'object' } | { readonly kind: 'schema'; readonly schema: Json };

type Json = Readonly<Record<string, unknown>>;

/** Reads whether a request wants JSON; undefined where it does not. */
export function wantedFormat(request: unknown): WantedFormat | undefined {
  if (!isObject(request)) return undefined;
  const { response_format: ofChat, text, output_config: output, output_format: ofMessages } = request;
  const format = [ofChat, isObject(text) ? text['format'] : undefined, isObject(output) ? output['format'] : undefined, ofMessages].find(
    isObject,
  );
  if (!format) return undefined;
  if (format['type'] === 'json_object') return { kind: 'object' };
  if (format['type'] !== 'json_schema') return undefined;
  const named = format['json_schema'];
  const schema = isObject(named) ? named['schema'] : format['schema'];
  return isObject(schema) ? { kind: 'schema', schema } : undefined;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
