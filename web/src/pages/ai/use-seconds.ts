import { useEffect, useState } from 'react';

/** Whole seconds since a moment (milliseconds since 1970); stands still at `until` when that is given. */
export function useSecondsSince(start: number, until: number | null): number {
  const now = useNow(until === null);
  return Math.max(0, Math.round(((until ?? Math.max(now, start)) - start) / 1000));
}

/** Whole seconds until a moment; 0 when it has passed or there is none. */
export function useSecondsUntil(moment: number | null): number {
  const now = useNow(moment !== null && moment > Date.now());
  return moment === null ? 0 : Math.max(0, Math.ceil((moment - now) / 1000));
}

function useNow(runs: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!runs) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}
