import { messagesOf } from '../draft/messages.ts';
import type { Written } from '../draft/open-draft.ts';

/** Something that two versions say, perhaps differently. */
export interface Piece {
  /** `Message 2, user` */
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Two versions side by side: message by message, then what they are called with. */
export function piecesOf(before: Written, after: Written): readonly Piece[] {
  const [first, second] = [wordsOf(before), wordsOf(after)];
  const longer = first.length > second.length ? first : second;
  const words = longer.map((_, index): Piece => {
    const [one, other] = [first[index], second[index]];
    const moved = one !== undefined && other !== undefined && one.role !== other.role;
    // A message that somebody else says now is another one, although its words are the same.
    const shown = (words: Words | undefined) => (words ? (moved ? `${words.role}: ${words.text}` : words.text) : '');
    return { label: labelOf(index, one, other), before: shown(one), after: shown(other) };
  });
  return [...words, { label: 'Model and parameters', before: settingsOf(before), after: settingsOf(after) }];
}

/** Only what differs. */
export const changesOf = (before: Written, after: Written): readonly Piece[] =>
  piecesOf(before, after).filter((piece) => piece.before !== piece.after);

interface Words {
  readonly role: string | undefined;
  readonly text: string;
}

function wordsOf({ prompt_template: template, ai_model_type: type }: Written): readonly Words[] {
  const messages = type === 'completion' ? undefined : messagesOf(template);
  if (!messages) return [{ role: undefined, text: template }];
  return messages.map(({ role, text, rest }) => ({
    role,
    text: Object.keys(rest).length > 0 ? `${text}\n${JSON.stringify(rest, null, 2)}` : text,
  }));
}

function labelOf(index: number, before: Words | undefined, after: Words | undefined): string {
  const [was, is] = [before?.role, after?.role];
  if (was === undefined && is === undefined) return 'Template';
  const role = was === undefined || is === undefined || was === is ? (is ?? was) : `${was} → ${is}`;
  return `Message ${index + 1}, ${role}${before ? (after ? '' : ', taken out') : ', new'}`;
}

/** All but the words, each member on lines of its own and in one order. */
function settingsOf({ model, virtual_key: virtualKey, parameters, tools, tool_choice: choice, functions }: Written): string {
  const all = { model, virtual_key: virtualKey, ...sorted(parameters ?? {}), tools, tool_choice: choice, functions };
  const there = Object.entries(all).filter(([, value]) => value !== null && value !== undefined);
  return there.map(([name, value]) => `${name}: ${JSON.stringify(value, null, 2)}`).join('\n');
}

const sorted = (members: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(members).toSorted(([one], [other]) => (one < other ? -1 : 1)));
