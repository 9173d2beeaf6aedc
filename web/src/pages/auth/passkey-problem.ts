/** What to say when the browser gave no passkey: people close its window, and keys are known already. */
export function passkeyProblem(
  error: unknown,
): 'passkey.problem.none' | 'passkey.problem.known' | 'passkey.problem.browser' {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError') return 'passkey.problem.known';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'passkey.problem.none';
  return 'passkey.problem.browser';
}

/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential !== 'undefined';
