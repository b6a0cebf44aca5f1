import { isMembers, isMembersList, type Members } from '../members.ts';

/** Texts of a message that are given out in pieces before its content, in the order in which models say them. */
export const BEFORE_CONTENT = ['reasoning_content', 'reasoning'] as const;

/** The first delta of a message: the role, an empty content to begin with, and what is told in one piece. */
export function openingDelta({ role = 'assistant', content, ...others }: Members): Members {
  const told = Object.entries(others).filter(([name, value]) => !isGivenLater(name, value));
  return { role, ...openingContent(content), ...Object.fromEntries(told) };
}

/** A list of parts cannot begin as a text. */
const openingContent = (content: unknown) => (Array.isArray(content) ? {} : { content: typeof content === 'string' ? '' : content });

function isGivenLater(name: string, value: unknown): boolean {
  if (name === 'tool_calls') return Array.isArray(value);
  if (name === 'content_blocks') return isMembersList(value);
  if (name === 'function_call') return isMembers(value);
  // An empty text has no pieces: it is told here or not at all.
  return typeof value === 'string' && value !== '' && (name === 'refusal' || BEFORE_CONTENT.some((each) => each === name));
}
