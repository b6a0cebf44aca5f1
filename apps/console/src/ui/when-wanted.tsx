import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';

interface Wanted {
  /** Whether it is open. */
  readonly wanted: boolean;
  /** A dialog or a drawer that is `lazy`. */
  readonly children: ReactNode;
}

/** Loads what can be opened when it is opened first. It stays afterwards, so that it can be seen closing. */
export function WhenWanted({ wanted, children }: Wanted) {
  const [isHere, setHere] = useState(wanted);
  if (wanted && !isHere) setHere(true);
  useFocusBack(wanted);
  return <Suspense>{isHere && children}</Suspense>;
}

/** A dialog that begins open does not know where the focus was, and cannot give it back: the first time this does. */
function useFocusBack(wanted: boolean): void {
  const before = useRef<Element | null>(undefined);
  useEffect(() => {
    if (wanted && before.current === undefined) before.current = document.activeElement;
    if (wanted || !before.current) return;
    if (before.current instanceof HTMLElement) before.current.focus();
    before.current = null;
  }, [wanted]);
}
