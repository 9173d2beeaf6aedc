import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import {
  BeginTotpReplacementDocument,
  ConfirmTotpReplacementDocument,
  type BeginTotpReplacementMutation,
} from '../../gql/graphql.ts';
import { useSession } from '../../session/session.tsx';

/** The steps of replacing the app, in their order. */
export const STEPS = ['prove', 'scan', 'code', 'keep'] as const;

/** One step of replacing the app. */
export type ReplacementStep = (typeof STEPS)[number];

/** Where replacing the app stands: its step, what the step shows, and what takes it on. */
export function useReplacement() {
  const { refresh } = useSession();
  const begin = useAction(BeginTotpReplacementDocument);
  const confirm = useAction(ConfirmTotpReplacementDocument);
  const [step, setStep] = useState<ReplacementStep>('prove');
  const [app, setApp] = useState<BeginTotpReplacementMutation['beginTotpReplacement'] | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const prove = async (code: string) => {
    confirm.clear();
    const data = await begin.run({ input: { code } });
    if (!data) return false;
    setApp(data.beginTotpReplacement);
    setStep('scan');
    // A recovery code may have been used up.
    await refresh();
    return true;
  };
  const finish = async (code: string) => {
    const { data, failure } = await confirm.attempt({ input: { code } });
    // Too late, or begun anew elsewhere: only another proof helps.
    if (failure?.code === 'CONFLICT') setStep('prove');
    if (!data) return false;
    setCodes(data.confirmTotpReplacement.recoveryCodes);
    setStep('keep');
    await refresh();
    return true;
  };
  const failure = begin.failure ?? confirm.failure;
  return { step, setStep, app, codes, prove, finish, failure, busy: begin.busy || confirm.busy };
}
