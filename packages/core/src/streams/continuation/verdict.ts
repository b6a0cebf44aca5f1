/** What is known of how a new text joins the one that was sent. */
export type Verdict =
  | { readonly kind: 'undecided' }
  /** The text that is new, as far as it has come; all that follows is new too. */
  | { readonly kind: 'goes_on'; readonly text: string }
  /** No exact text can be had, and why. */
  | { readonly kind: 'unprovable'; readonly why: string };

/** How one kind of upstream is expected to go on. */
export interface Joint {
  push(piece: string): Verdict;
  end(): Verdict;
}

export const UNDECIDED: Verdict = { kind: 'undecided' };

export const goesOn = (text: string): Verdict => ({ kind: 'goes_on', text });

export const unprovable = (why: string): Verdict => ({ kind: 'unprovable', why });
