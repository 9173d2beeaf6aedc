import { useCallback, useEffect, useState } from 'react';
import { barredEntry, onBarred, type BarredEntry } from '../../client/session-signal.ts';
import type { Failure } from '../../ui/failure.ts';

/** Why an Organization cannot be entered now, as its last answer or any answer on the page said; and forgetting it. */
export function useBarred(slug: string, failure: Failure | null): readonly [BarredEntry | null, () => void] {
  const [heard, setHeard] = useState<BarredEntry | null>(null);
  useEffect(() => onBarred((barred) => barred.organization.slug === slug && setHeard(barred)), [slug]);
  const forget = useCallback(() => setHeard(null), []);
  const told = failure?.code === 'ENTRY_REFUSED' ? barredEntry(failure.details) : null;
  return [heard ?? told, forget];
}
