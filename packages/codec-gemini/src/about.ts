import type { Json } from '@sluice/provider-sdk';
import { textIn } from '@sluice/provider-sdk/chat';

/** What an answer says of itself. */
export function aboutOf(answer: Json): {
  readonly id: string | undefined;
  readonly model: string | undefined;
  readonly createdS: number | undefined;
} {
  const created = Date.parse(textIn(answer['createTime']) ?? '');
  return {
    id: filled(answer['responseId']),
    model: filled(answer['modelVersion'])?.replace(/^models\//, ''),
    createdS: Number.isFinite(created) ? Math.floor(created / 1000) : undefined,
  };
}

const filled = (value: unknown) => (value === '' ? undefined : textIn(value));
