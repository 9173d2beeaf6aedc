import { useAction } from '../client/use-action.ts';
import { VerifySecondFactorDocument } from '../gql/graphql.ts';
import { useSession } from './session.tsx';

/** A code shown above the page: afterwards the session is known again, and `onDone` hears of it. */
export function useCodeAgain(onDone?: () => void) {
  const { refresh } = useSession();
  const verify = useAction(VerifySecondFactorDocument);
  const goOn = async () => {
    await refresh();
    onDone?.();
  };
  const onCode = async (code: string) => {
    const data = await verify.run({ input: { code } });
    if (data) await goOn();
    return data !== null;
  };
  return { verify, onCode, goOn };
}
