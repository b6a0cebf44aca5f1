import { VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import styles from './answered.module.css';
import { Failed } from './failed.tsx';
import { Loading } from './loading.tsx';

interface Answer<Reply> {
  readonly query: UseQueryResult<Reply>;
  /** `the log` */
  readonly what: string;
  readonly children: (reply: Reply) => ReactNode;
}

/** Shows what the gateway answered; until then that it is on its way, or why it does not come. */
export function Answered<Reply>({ query, what, children }: Answer<Reply>) {
  const { data, error, refetch, isPlaceholderData: isOfBefore } = query;
  // What was there before stays: a gateway that is gone for a moment takes nothing from the screen.
  if (data === undefined) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading what={what} />;
  return (
    <>
      {error && <Failed error={error} again={() => void refetch()} title="This may be out of date" />}
      {isOfBefore && (
        <div role="status" className={styles['underway']}>
          <VisuallyHidden>Looking for {what}</VisuallyHidden>
        </div>
      )}
      {children(data)}
    </>
  );
}
