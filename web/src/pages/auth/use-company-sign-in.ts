import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { StartSsoDocument } from '../../gql/graphql.ts';
import type { Failure } from '../../ui/failure.ts';

/** Where somebody goes on after the sign-in by their company. */
export interface CompanySignIn {
  connectionId: string;
  returnPath: string;
  loginHint?: string;
  /** Asks for a new authentication there, as a step-up. */
  fresh?: boolean;
}

/** Leaves for the company's own sign-in; the page is gone when that worked. */
export function useCompanySignIn(): {
  go(to: CompanySignIn): Promise<void>;
  /** The connection that is being opened. */
  leaving: string | null;
  failure: Failure | null;
} {
  const start = useAction(StartSsoDocument);
  const [leaving, setLeaving] = useState<string | null>(null);
  const go = async (input: CompanySignIn) => {
    setLeaving(input.connectionId);
    const data = await start.run({ input });
    if (data) window.location.assign(data.startSso.redirectUrl);
    else setLeaving(null);
  };
  return { go, leaving, failure: start.failure };
}
