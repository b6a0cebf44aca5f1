import { useQuery } from '@tanstack/react-query';
import { ownHeaders } from '../../../api/ask.ts';
import { useWorkPlace } from '../../../session/use-session.ts';

const FRESH_MS = 300_000;

/** The models that may be called with a virtual key, by their names; none while nobody knows, or where the provider does not say. */
export function useModels(virtualKey: string): readonly string[] {
  const place = useWorkPlace();
  const { data = [] } = useQuery({
    queryKey: ['models', place?.slug, virtualKey],
    enabled: place !== undefined && virtualKey !== '',
    staleTime: FRESH_MS,
    retry: false,
    queryFn: async ({ signal }) => {
      const response = await fetch('/v1/models', {
        headers: { ...ownHeaders(), 'x-sluice-workspace': place!.slug, 'x-portkey-virtual-key': virtualKey },
        signal,
      });
      return response.ok ? namesIn(await response.json()) : [];
    },
  });
  return data;
}

function namesIn(reply: unknown): readonly string[] {
  const { data } = (reply ?? {}) as { readonly data?: unknown };
  if (!Array.isArray(data)) return [];
  const names = data.map((model: { readonly id?: unknown } | null) => model?.id).filter((id) => typeof id === 'string');
  // A model that is listed under its virtual key is called by its name alone.
  return [...new Set(names.map((id) => id.replace(/^@[^/]+\//, '')))].toSorted();
}
