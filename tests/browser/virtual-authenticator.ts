import type { Page } from 'playwright-core';

/** A fingerprint reader as Chromium's DevTools have it. */
export interface VirtualAuthenticator {
  /** Makes it say that nobody is there. */
  refuse(): Promise<void>;
}

/** Gives a page's browser a fingerprint reader that says yes by itself. */
export async function virtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    refuse: async () => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    },
  };
}
