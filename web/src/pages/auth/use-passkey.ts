import { startAuthentication } from '@simplewebauthn/browser';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { BeginPasskeyDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import type { Failure } from '../../ui/failure.ts';
import { passkeyProblem } from './passkey-problem.ts';

/** Asks the browser for a passkey; `null` when there was none, with the reason in `failure` or `problem`. */
export function usePasskey() {
  const t = useText();
  const begin = useAction(BeginPasskeyDocument);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const show = async (): Promise<string | null> => {
    setProblem(null);
    setBusy(true);
    try {
      const options = await begin.run({});
      if (!options) return null;
      const optionsJSON = JSON.parse(options.beginPasskey.json) as Parameters<
        typeof startAuthentication
      >[0]['optionsJSON'];
      return JSON.stringify(await startAuthentication({ optionsJSON }));
    } catch (error) {
      setProblem(t(passkeyProblem(error)));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const failure: Failure | null = begin.failure;
  return { show, busy, failure, problem };
}
