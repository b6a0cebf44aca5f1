import { isMembers, type Members } from '../members.ts';

/** A message's content and its next piece: texts, or lists of parts where a model thinks in its content, as Mistral's do. */
export function joinContent(before: unknown, piece: unknown): unknown {
  if (piece === undefined || piece === null) return before;
  if (before === null || (before === '' && Array.isArray(piece))) return piece;
  if (typeof before === 'string' && typeof piece === 'string') return before + piece;
  const parts = asParts(before);
  for (const part of asParts(piece)) addPart(parts, part);
  return parts;
}

const asParts = (content: unknown): unknown[] =>
  Array.isArray(content) ? content : content === '' ? [] : [typeof content === 'string' ? { type: 'text', text: content } : content];

function addPart(parts: unknown[], part: unknown): void {
  const last = parts.at(-1);
  const joined = isMembers(last) && isMembers(part) && last['type'] === part['type'] ? joinParts(last, part) : undefined;
  if (joined) parts[parts.length - 1] = joined;
  else parts.push(part);
}

/** Two parts as one where both are text, or thinking, and nothing else. */
function joinParts(last: Members, part: Members): Members | undefined {
  const { type } = part;
  if ((type !== 'text' && type !== 'thinking') || Object.keys(part).length !== 2 || !(type in part)) return undefined;
  return { ...last, [type]: joinContent(last[type] ?? null, part[type]) };
}
