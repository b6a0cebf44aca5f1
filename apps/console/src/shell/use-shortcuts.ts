import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PAGES } from './pages.ts';
import { palette } from './palette.ts';

/** Longer after `g` nobody means both together. */
const TOGETHER_MS = 1_500;

const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]';

/** `Ctrl K` opens the palette; `g` and a letter go to a page, `?` shows what there is. In fields those are letters. */
export function useShortcuts(showHelp: () => void): void {
  const navigate = useNavigate();
  const began = useRef(0);
  useHotkeys([['shift+?', showHelp]]);
  // Also from within a field, which other shortcuts leave alone.
  useHotkeys([['mod+K', palette.toggle]], []);
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
