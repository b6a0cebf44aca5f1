import type { ChatCall } from '@sluice/provider-sdk/chat';
import { writeTurn, type Said } from './write-turn.ts';

/** The conversation. Callers leave messages empty and send two of one role in a row, and many providers refuse either. */
export const writeTalk = ({ turns }: ChatCall): readonly Said[] => turns.map(writeTurn).filter(isSaid).reduce<readonly Said[]>(joined, []);

/** A call is said without words, and a tool that answers nothing has answered. */
const isSaid = ({ who, words, asks }: Said) => who === 'tool' || words !== '' || asks !== undefined;

function joined(talk: readonly Said[], next: Said): readonly Said[] {
  const last = talk.at(-1);
  if (last?.who !== next.who || next.who === 'tool') return [...talk, next];
  const words = [last.words, next.words].filter((each) => each !== '').join('\n');
  const asks = [...(last.asks ?? []), ...(next.asks ?? [])];
  return [...talk.slice(0, -1), { who: next.who, words, ...(asks.length > 0 && { asks }) }];
}
