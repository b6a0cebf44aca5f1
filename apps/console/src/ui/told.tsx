import { notifications } from '@mantine/notifications';
import { sentenceOf } from '../api/refused.ts';

/** Tells in passing that something was done. */
export const tellDone = (message: string): void =>
  void notifications.show({ message, color: 'teal', withBorder: true, closeButtonProps: { 'aria-label': 'Close' } });

/** Tells that something was not done, and why; it stays until it was read. */
export const tellFailed = (title: string, error: unknown): void =>
  void notifications.show({
    title,
    message: sentenceOf(error),
    color: 'red',
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  });
