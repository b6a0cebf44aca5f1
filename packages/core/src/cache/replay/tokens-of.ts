import { isMembers, isMembersList } from '../members.ts';

interface Token {
  readonly text: string;
  readonly logprobs: { readonly content: readonly unknown[]; readonly refusal: null };
}

/** Each token costs an event, and more than this take longer to write than others should wait. */
const MOST_TOKENS = 20_000;

/** A content as its tokens, each with its log probability, where they are told and together make the content. */
export function tokensOf(content: unknown, logprobs: unknown): readonly Token[] | undefined {
  const tokens = isMembers(logprobs) ? logprobs['content'] : undefined;
  if (!isMembersList(tokens) || tokens.length === 0 || tokens.length > MOST_TOKENS) return undefined;
  // A letter of several tokens is not text in any of them, and then they do not add up.
  const texts = tokens.map(({ token }) => (typeof token === 'string' ? token : ''));
  if (texts.join('') !== content) return undefined;
  return tokens.map((each, place) => ({ text: texts[place]!, logprobs: { content: [each], refusal: null } }));
}
