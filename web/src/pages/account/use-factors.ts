import { useAnswer } from '../../client/use-answer.ts';
import { AuthenticatorAppsDocument, PasskeysDocument } from '../../gql/graphql.ts';

/** A second factor, whichever kind. */
export interface Factor {
  readonly kind: 'app' | 'passkey';
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  /** Kept by its maker on other devices as well. */
  readonly isBackedUp: boolean;
}

/** One's own second factors, oldest first. */
export function useFactors() {
  const apps = useAnswer(AuthenticatorAppsDocument, {});
  const passkeys = useAnswer(PasskeysDocument, {});
  const isKnown = apps.data !== null && passkeys.data !== null;
  const factors: Factor[] = [
    ...(apps.data?.authenticatorApps ?? []).map((app) => ({
      ...app,
      kind: 'app' as const,
      lastUsedAt: app.lastUsedAt ?? null,
      isBackedUp: false,
    })),
    ...(passkeys.data?.passkeys ?? []).map((passkey) => ({
      ...passkey,
      kind: 'passkey' as const,
      lastUsedAt: passkey.lastUsedAt ?? null,
    })),
  ].toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
  const reload = () => {
    apps.reload();
    passkeys.reload();
  };
  return { factors, isKnown, failure: apps.failure ?? passkeys.failure, reload };
}
