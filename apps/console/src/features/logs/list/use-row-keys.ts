import { useEffect, useState, type RefObject } from 'react';

const DOWN = new Set(['j', 'ArrowDown']);
const UP = new Set(['k', 'ArrowUp']);

const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="dialog"], [role="tablist"]';

/**
 * Goes through the rows of a list: j and k from anywhere on the page, arrows, Home and End within it.
 *
 * @param place What holds the rows; each has a link with `data-log`.
 * @returns The id of the row at which Tab stops.
 */
export function useRowKeys(place: RefObject<HTMLElement | null>, ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  const stop = current !== undefined && ids.includes(current) ? current : ids[0];

  useEffect(() => {
    const list = place.current;
    const focusRow = (index: number) => {
      const link = list?.querySelectorAll<HTMLElement>('[data-log]')[index];
      link?.focus();
      link?.scrollIntoView({ block: 'nearest' });
    };
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      const isInside = target instanceof Node && list?.contains(target) === true;
      if (!isInside && (event.key.length > 1 || (target instanceof Element && target.closest(TYPED_INTO)))) return;
      const focused = isInside && target instanceof HTMLElement ? target.dataset['log'] : undefined;
      const index = focused === undefined ? -1 : ids.indexOf(focused);
      const next = nextOf(event.key, index, ids);
      if (next === undefined) return;
      event.preventDefault();
      focusRow(next);
    };
    const moved = ({ target }: FocusEvent) => {
      const id = target instanceof HTMLElement ? target.dataset['log'] : undefined;
      if (id !== undefined) setCurrent(id);
    };
    window.addEventListener('keydown', pressed);
    list?.addEventListener('focusin', moved);
    return () => {
      window.removeEventListener('keydown', pressed);
      list?.removeEventListener('focusin', moved);
    };
  }, [place, ids]);

  return stop;
}

function nextOf(key: string, index: number, ids: readonly string[]): number | undefined {
  if (DOWN.has(key)) return Math.min(index + 1, ids.length - 1);
  if (UP.has(key)) return Math.max(index - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? ids.length - 1 : undefined;
}
