import classes from './time-bar.module.css';

/** One part of a bar. */
export interface BarPart {
  readonly kind: 'connect' | 'wait' | 'think' | 'read' | 'whole' | 'failed';
  /** Milliseconds from where the whole begins. */
  readonly from: number;
  readonly to: number;
}

interface Bar {
  readonly parts: readonly BarPart[];
  /** How long the whole is, in milliseconds. */
  readonly span: number;
  /** The same in words: the bar itself says nothing to who does not see it. */
  readonly label: string;
}

/** A stretch of time within a longer one. */
export function TimeBar({ parts, span, label }: Bar) {
  const share = (ms: number) => `${(100 * Math.min(Math.max(ms, 0), span)) / Math.max(span, 1e-9)}%`;
  return (
    <div className={classes['track']} role="img" aria-label={label} title={label}>
      {parts.map(({ kind, from, to }) => (
        <span
          key={`${kind}-${from}`}
          className={classes['part']}
          data-kind={kind}
          style={{ left: share(from), width: `max(2px, ${share(to - from)})` }}
        />
      ))}
    </div>
  );
}
