import type { SettingView } from '@sluice/contract';
import { countOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';

const SIZES = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `10 GiB`, `256 KiB`. */
export function sizeOf(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log2(bytes) / 10));
  const size = bytes / 2 ** (10 * step);
  return `${Number.isInteger(size) ? countOf(size) : size.toFixed(1)} ${SIZES[step]}`;
}

/** The value of a setting as people say it. */
export function wordsFor({ value, unit }: Pick<SettingView, 'value' | 'unit'>): string {
  if (value === null) return 'not set';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return value.length === 0 ? 'none' : value.join(', ');
  if (unit === 'bytes') return sizeOf(value);
  if (unit === 'milliseconds') return durationOf(value);
  if (unit === 'days') return value === 1 ? 'a day' : `${countOf(value)} days`;
  // A port is no amount.
  return unit === null || unit === undefined ? String(value) : countOf(value);
}
