import { useState } from 'react';

const MONTH_MS = 30 * 86_400_000;
const MINUTE_MS = 60_000;

/** The last 30 days as analytics are asked for them. It stands still while a page is open, so that answers are kept. */
export function useMonth(): { readonly time_of_generation_min: string; readonly time_of_generation_max: string } {
  const [month] = useState(() => {
    // A few minutes on, so that what is called while one looks counts.
    const end = Math.ceil(Date.now() / MINUTE_MS + 60) * MINUTE_MS;
    return {
      time_of_generation_min: new Date(end - MONTH_MS).toISOString(),
      time_of_generation_max: new Date(end).toISOString(),
    };
  });
  return month;
}
