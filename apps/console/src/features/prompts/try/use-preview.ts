import { useDebouncedValue } from '@mantine/hooks';
import type { PreviewPrompt, PromptPreview } from '@sluice/contract';
import { useAsk } from '../../../api/queries.ts';

/** Milliseconds without another letter after which it is worth asking. */
const TYPED_MS = 300;

export interface Preview {
  /** The last that was answered; undefined until then. */
  readonly preview: PromptPreview | undefined;
  readonly error: Error | null;
  /** Asks once more. */
  readonly again: () => void;
  /** What is shown is of what is written now. */
  readonly isCurrent: boolean;
}

/** A template filled in by the gateway, as a call would be, a moment after it was written. */
export function usePreview(wanted: PreviewPrompt): Preview {
  const text = JSON.stringify(wanted);
  const [settled] = useDebouncedValue(text, TYPED_MS);
  const { data, error, isPlaceholderData, refetch } = useAsk(
    'POST /v1/prompts/preview',
    { body: JSON.parse(settled) as PreviewPrompt },
    { keepLast: true, freshFor: 60_000 },
  );
  return { preview: data, error, again: () => void refetch(), isCurrent: text === settled && !isPlaceholderData && data !== undefined };
}
