import { KopexaError } from '#runtime/errors/catalogue.js';
import type { ProfileRepository } from './account.repository.js';

/** Changes one's own name and language. */
export async function updateProfile(
  { accountId, profiles }: { readonly accountId: string; readonly profiles: ProfileRepository },
  profile: { readonly name: string; readonly locale: 'de' | 'en' },
): Promise<void> {
  if (!(await profiles.change(accountId, profile))) throw new KopexaError('UNAUTHENTICATED');
}
