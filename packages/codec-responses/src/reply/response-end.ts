import type { Json } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** How an answer ended. */
export type End =
  | { readonly status: 'completed' }
  | { readonly status: 'incomplete'; readonly reason: 'max_output_tokens' | 'content_filter' }
  | { readonly status: 'failed'; readonly message: string };

/** What a finish reason says, in chat's words or in those that providers use in their place. */
export function endOf(finish: string, chunk: Json): End {
  switch (finish) {
    case 'length':
    case 'max_tokens':
    case 'model_length':
      return { status: 'incomplete', reason: 'max_output_tokens' };
    case 'content_filter':
      return { status: 'incomplete', reason: 'content_filter' };
    // Words that some providers have for an answer that came to nothing.
    case 'error':
    case 'insufficient_system_resource':
      return { status: 'failed', message: textIn(jsonIn(chunk['error'])?.['message']) ?? `the provider ended its answer with "${finish}"` };
    default:
      return { status: 'completed' };
  }
}
