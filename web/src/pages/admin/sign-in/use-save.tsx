import { useState, type ReactNode } from 'react';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { useAction } from '../../../client/use-action.ts';
import { saidDone } from '../../../ui/toast.ts';
import type { Failure } from '../../../ui/failure.ts';
import { useStepUp } from '../../auth/use-step-up.tsx';

/** A change that takes a fresh second factor: asked for where it is missing, said when it is done (`null`: nothing). */
export interface Save<Data, Variables> {
  run(variables: Variables, done: string | null): Promise<Data | null>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** The failure of a field, by the end of its name in the input. */
  errorOf(field: string): string | undefined;
  /** The failure, unless one of these fields shows it. */
  failureBeside(fields: readonly string[]): Failure | null;
  readonly dialog: ReactNode;
}

/** Runs one change of sign-in. `dialog` has to be rendered. */
export function useSave<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Save<Data, Variables> {
  const action = useAction(document);
  const stepUp = useStepUp();
  const [failure, setFailure] = useState<Failure | null>(null);
  const isAt = (field: string): boolean => failure?.field?.endsWith(field) ?? false;
  return {
    run: async (variables, done) => {
      setFailure(null);
      const outcome = await stepUp.run(() => action.attempt(variables));
      setFailure(outcome.failure);
      if (outcome.data && done !== null) saidDone(done);
      return outcome.data;
    },
    busy: action.busy,
    failure,
    errorOf: (field) => (isAt(field) ? failure?.message : undefined),
    failureBeside: (fields) => (fields.some(isAt) ? null : failure),
    dialog: stepUp.dialog,
  };
}
