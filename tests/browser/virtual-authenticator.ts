import type { CDPSession, Page } from 'playwright-core';

type Credential = Awaited<ReturnType<typeof credentialsOf>>[number];

/** A fingerprint reader as Chromium's DevTools have it. */
export interface VirtualAuthenticator {
  /** Makes it say that nobody is there. */
  refuse(): Promise<void>;
  /** Whether it verifies who is there. */
  verify(isUserVerified: boolean): Promise<void>;
  /** What it holds, private keys and counters too: a copy. */
  copy(): Promise<readonly Credential[]>;
  /** Throws it away and takes another, which holds this copy; `simple` is a key that can verify nobody. */
  restore(copy: readonly Credential[], simple?: 'simple'): Promise<void>;
}

/** Gives a page's browser a fingerprint reader that says yes by itself. */
export async function virtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  let authenticatorId = await added(session);
  const verify = async (isUserVerified: boolean): Promise<void> => {
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  };
  return {
    refuse: () => verify(false),
    verify,
    copy: () => credentialsOf(session, authenticatorId),
    restore: async (copy, simple) => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
      authenticatorId = await added(session, simple === undefined);
      for (const credential of copy)
        await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
  };
}

async function added(session: CDPSession, verifies = true): Promise<string> {
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: verifies,
      isUserVerified: verifies,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

async function credentialsOf(session: CDPSession, authenticatorId: string) {
  return (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
}
