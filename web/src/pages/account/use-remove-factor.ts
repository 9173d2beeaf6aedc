import { useAction } from '../../client/use-action.ts';
import { RemoveAuthenticatorAppDocument, RemovePasskeyDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import type { useStepUp } from '../auth/use-step-up.tsx';
import type { Factor } from './use-factors.ts';

/** Removes a second factor after a fresh one, and says how it went. */
export function useRemoveFactor(stepUp: ReturnType<typeof useStepUp>['run'], onDone: () => void) {
  const t = useText();
  const app = useAction(RemoveAuthenticatorAppDocument);
  const passkey = useAction(RemovePasskeyDocument);
  return async ({ kind, id, name }: Factor) => {
    const answer = await stepUp<object>(() =>
      kind === 'app' ? app.attempt({ appId: id }) : passkey.attempt({ passkeyId: id }),
    );
    if (answer.failure) saidFailed(answer.failure, t);
    else if (answer.data) {
      saidDone(t('factors.removed', { name }));
      onDone();
    }
  };
}
