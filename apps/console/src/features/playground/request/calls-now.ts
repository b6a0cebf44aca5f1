import { letterOf, nameOf } from '../state/column.ts';
import { messageOf } from '../state/message.ts';
import type { Playground } from '../state/playground.ts';
import { requestOf } from './body-of.ts';

/** The call of each column as it would be sent now, with the message that is being written; undefined where it cannot be sent. */
export function callsNow(state: Playground) {
  const { columns, messages, draft, draftPictures } = state;
  const isWriting = draft.trim() !== '' || draftPictures.length > 0;
  const all = isWriting ? [...messages, messageOf('user', { text: draft, pictures: draftPictures })] : messages;
  return columns.map((column, index) => {
    const written = requestOf(state, column, all);
    return { letter: letterOf(index), name: nameOf(column), request: written.ok ? written.request : undefined };
  });
}
