import { useAsk } from '../../api/queries.ts';

/** A prompt and all its versions, the newest first. */
export function usePrompt(slug: string) {
  const prompt = useAsk('GET /v1/prompts/{key}', { path: { key: slug }, query: {} });
  const versions = useAsk('GET /v1/prompts/{key}/versions', { path: { key: slug } });
  return { prompt, versions };
}
