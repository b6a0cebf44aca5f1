import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;
const thisMinute = () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;

/** The end of this minute in milliseconds since the epoch: charts are asked again when it is over, and not more often. */
export function useMinute(): number {
  const [minute, setMinute] = useState(thisMinute);
  useEffect(() => {
    const timer = setInterval(() => setMinute(thisMinute()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return minute;
}
