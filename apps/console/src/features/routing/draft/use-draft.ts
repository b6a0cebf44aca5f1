import { useEffect, useRef, useState } from 'react';
import { sameConfig } from './same-config.ts';

/** What is written down somewhere. */
export interface Written {
  readonly text: string;
  readonly name: string;
  /** The version of the config that it is. */
  readonly version: string;
}

/** What somebody is writing, and how it stands to what is saved. */
export interface Draft {
  readonly text: string;
  readonly name: string;
  readonly setText: (text: string) => void;
  readonly setName: (name: string) => void;
  /** The text says something else than what was saved. */
  readonly isChanged: boolean;
  readonly isRenamed: boolean;
  /** Somebody else has saved meanwhile, and there is something here that would be lost. */
  readonly isOutdated: boolean;
  /** Takes what is saved, in place of what was written. */
  readonly takeSaved: () => void;
  /** What was written is saved now. */
  readonly wasSaved: (as: Written) => void;
}

/** Keeps what is being written apart from what is saved: neither is lost when the other changes. */
export function useDraft(saved: Written): Draft {
  const [base, setBase] = useState(saved);
  const [text, setText] = useState(saved.text);
  const [name, setName] = useState(saved.name);
  // Versions that this page has seen: of those an answer that comes late says nothing new.
  const seen = useRef(new Set([saved.version]));
  const isChanged = !sameConfig(text, base.text);
  const isRenamed = name !== base.name;
  const isNews = !seen.current.has(saved.version) || (saved.version === base.version && !sameConfig(saved.text, base.text));

  const takeSaved = () => {
    seen.current.add(saved.version);
    setBase(saved);
    setText(saved.text);
    setName(saved.name);
  };

  useEffect(() => {
    if (isNews && !isChanged && !isRenamed) takeSaved();
  });

  return {
    text,
    name,
    setText,
    setName,
    isChanged,
    isRenamed,
    isOutdated: isNews && (isChanged || isRenamed),
    takeSaved,
    wasSaved(as) {
      seen.current.add(as.version);
      setBase(as);
    },
  };
}
