import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PAGES } from './pages.ts';

/** Longer after `g` nobody means both together. */
const TOGETHER_MS = 1_500;

const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]';

/** `g` and a letter go to a page, `?` shows what there is. In fields they are letters. */
export function useShortcuts(showHelp: () => void): void {
  const navigate = useNavigate();
  const began = useRef(0);
  useHotkeys([['shift+?', showHelp]]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'g') return void (began.current = Date.now());
      const page = PAGES.flatMap(({ pages }) => pages).find(({ letter }) => letter === event.key);
      const together = Date.now() - began.current < TOGETHER_MS;
      began.current = 0;
      if (!page || !together) return;
      event.preventDefault();
      void navigate({ to: page.to });
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [navigate]);
}

const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(TYPED_INTO) !== null;
