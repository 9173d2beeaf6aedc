import { giveCredentials, givePassword, codeFor, PASSWORD } from '#tests/kit/credentials.js';
import { must } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { next } }';
const SIGN_UP = 'mutation($input: SignUpInput!) { signUp(input: $input) { next } }';
const VERIFY = 'mutation($input: CodeInput!) { verifySecondFactor(input: $input) { next } }';
const CONFIRM = 'mutation($input: CodeInput!) { confirmTotpEnrolment(input: $input) { next } }';
const RENEW = 'mutation($input: CodeInput!) { regenerateRecoveryCodes(input: $input) { recoveryCodes } }';
const REPLACE = 'mutation($input: CodeInput!) { beginTotpReplacement(input: $input) { secret } }';
const CONFIRM_REPLACEMENT = 'mutation($input: CodeInput!) { confirmTotpReplacement(input: $input) { next } }';
const CHANGE = 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) }';
const REVOKE = 'mutation($id: ID!) { revokeSession(sessionId: $id) }';
const REQUEST_RESET = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { next } }';
const UPDATE = 'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { name } }';

/** Every mutation of identity. Each has a person of its own: a code works once. */
export const identityCases: MutationCases = {
  signIn: async ({ world }) => {
    const person = await world.person('Sina Anmeldung');
    await giveCredentials(world, person);
    const attempt = (password: string) => () =>
      world
        .as(null)
        .at('identity')
        .run(SIGN_IN, { input: { email: person.email, password } });
    return { allowed: attempt(PASSWORD), denied: attempt('falsch und noch falscher') };
  },
  signUp: async (scenario) => {
    const { token } = await scenario.invite('neu@example.com');
    const attempt = (link: string) => () =>
      scenario.world
        .as(null)
        .at('identity')
        .run(SIGN_UP, {
          input: { token: link, name: 'Nele Neu', password: PASSWORD, locale: 'DE' },
        });
    return { allowed: attempt(token), denied: attempt('kein Link') };
  },
  requestPasswordReset: async ({ world }) => {
    const ask = (email: string) => () =>
      world.as(null).at('identity').run(REQUEST_RESET, { input: { email } });
    const impatient = `wer.${Date.now()}@example.com`;
    for (let turn = 0; turn < 4; turn += 1) await ask(impatient)();
    return { allowed: ask(`einmal.${Date.now()}@example.com`), denied: ask(impatient) };
  },
  resetPassword: async ({ world }) => {
    const person = await world.person('Vera Vergessen');
    await giveCredentials(world, person);
    const token = `a link that was mailed to ${person.id}`;
    await world.sql(
      'INSERT INTO identity.password_reset (reset_id, account_id, token_hash) VALUES (uuidv7(), $1, sha256($2::text::bytea))',
      [person.id, token],
    );
    const attempt = (link: string) => () =>
      world
        .as(null)
        .at('identity')
        .run(RESET, { input: { token: link, password: 'Quelle Birke Nebel' } });
    return { allowed: attempt(token), denied: attempt('kein Link') };
  },
  verifySecondFactor: async ({ world }) => {
    const person = await world.person('Vera Faktor');
    const secret = await giveCredentials(world, person);
    const attempt = (code: () => string) => () =>
      world
        .as(person, null, { half: true })
        .at('identity')
        .run(VERIFY, { input: { code: code() } });
    return { allowed: attempt(() => codeFor(secret)), denied: attempt(() => '000000') };
  },
  beginTotpEnrolment: async ({ world }) => {
    const person = await world.person('Berta Beginn');
    await givePassword(world, person);
    const run = () =>
      world.as(person, null, { half: true }).at('identity').run('mutation { beginTotpEnrolment { uri } }');
    return { allowed: run };
  },
  confirmTotpEnrolment: async ({ world }) => {
    const person = await world.person('Konrad Bestätigt');
    await givePassword(world, person);
    const half = world.as(person, null, { half: true }).at('identity');
    const { secret } = await must<{ secret: string }>(half.run('mutation { beginTotpEnrolment { secret } }'));
    return {
      allowed: () => half.run(CONFIRM, { input: { code: codeFor(secret) } }),
      denied: () => half.run(CONFIRM, { input: { code: '000000' } }),
    };
  },
  regenerateRecoveryCodes: async ({ world }) => {
    const person = await world.person('Rolf Erneuert');
    const secret = await giveCredentials(world, person);
    const full = world.as(person).at('identity');
    return {
      allowed: () => full.run(RENEW, { input: { code: codeFor(secret) } }),
      denied: () => full.run(RENEW, { input: { code: '000000' } }),
    };
  },
  beginTotpReplacement: async ({ world }) => {
    const person = await world.person('Nils Neugerät');
    const secret = await giveCredentials(world, person);
    const full = world.as(person).at('identity');
    return {
      allowed: () => full.run(REPLACE, { input: { code: codeFor(secret) } }),
      denied: () => full.run(REPLACE, { input: { code: '000000' } }),
    };
  },
  confirmTotpReplacement: async ({ world }) => {
    const person = await world.person('Ella Ersetzt');
    const present = await giveCredentials(world, person);
    const full = world.as(person).at('identity');
    const { secret } = await must<{ secret: string }>(
      full.run(REPLACE, { input: { code: codeFor(present) } }),
    );
    return {
      allowed: () => full.run(CONFIRM_REPLACEMENT, { input: { code: codeFor(secret) } }),
      denied: () => full.run(CONFIRM_REPLACEMENT, { input: { code: '000000' } }),
    };
  },
  signOut: async ({ world }) => {
    const person = await world.person('Anton Ab');
    return { allowed: () => world.as(person).at('identity').run('mutation { signOut }') };
  },
  revokeSession: async ({ world, sessionOf, eve }) => {
    const person = await world.person('Willi Widerruf');
    const full = world.as(person).at('identity');
    const [own, foreign] = [await sessionOf(person), await sessionOf(eve)];
    return { allowed: () => full.run(REVOKE, { id: own }), denied: () => full.run(REVOKE, { id: foreign }) };
  },
  revokeOtherSessions: async ({ world, sessionOf }) => {
    const person = await world.person('Anja Andere');
    await sessionOf(person);
    return { allowed: () => world.as(person).at('identity').run('mutation { revokeOtherSessions }') };
  },
  updateProfile: async ({ world }) => {
    const person = await world.person('Paula Profil');
    const input = { name: 'Paula Anders', locale: 'EN' };
    return { allowed: () => world.as(person).at('identity').run(UPDATE, { input }) };
  },
  changePassword: async ({ world }) => {
    const person = await world.person('Petra Passwort');
    const secret = await giveCredentials(world, person);
    const full = world.as(person).at('identity');
    const attempt = (currentPassword: string) => () =>
      full.run(CHANGE, {
        input: { currentPassword, newPassword: 'Wolke Treppe Ahorn 7', code: codeFor(secret) },
      });
    return { allowed: attempt(PASSWORD), denied: attempt('falsch und noch falscher') };
  },
};
