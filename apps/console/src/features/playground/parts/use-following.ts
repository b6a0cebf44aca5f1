import { useEffect, useRef, type RefObject } from 'react';
import type { Answer } from '../answer/answer.ts';

/** So near to the end one means the end. In pixels. */
const NEAR = 48;

/** Keeps what comes in view, for as long as its reader has not scrolled away from the end. */
export function useFollowing({ text }: Answer, isOver: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const scrolled = () => (follows.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR);
    current.addEventListener('scroll', scrolled, { passive: true });
    return () => current.removeEventListener('scroll', scrolled);
  }, [text === '']);
  useEffect(() => {
    const { current } = place;
    if (current && follows.current && !isOver) current.scrollTop = current.scrollHeight;
  }, [text, isOver]);
  return place;
}
