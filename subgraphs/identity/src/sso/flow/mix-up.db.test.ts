import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cookieBrowser, openOidcDoor, type CookieBrowser, type OidcDoor } from '#tests/kit/idp/oidc-door.js';
import { holder, tokenOf } from '#tests/kit/sso.js';
import type { CounterpartAnswer } from './receive.js';

/** One place for every connection to come back to, as if there were no other: the defence taken out. */
const shared = vi.hoisted(() => ({ place: null as string | null }));
vi.mock('../oidc/configuration.js', async (load) => {
  const real = await load<typeof import('../oidc/configuration.js')>();
  const callbackUrl: typeof real.callbackUrl = (origin, id) => real.callbackUrl(origin, shared.place ?? id);
  return { ...real, callbackUrl };
});
vi.mock('./receive.js', async (load) => {
  const real = await load<typeof import('./receive.js')>();
  const receiveAnswer: typeof real.receiveAnswer = async (request, answer) => {
    if (shared.place === null) return real.receiveAnswer(request, answer);
    return real.receiveAnswer(request, { ...answer, connectionId: await ownerOf(answer) });
  };
  return { ...real, receiveAnswer };
});

let d: OidcDoor;
/** The connection of the attempt, whatever address the browser came to. */
async function ownerOf({ state, connectionId }: CounterpartAnswer): Promise<string> {
  const rows = await d.world.sql<{ connection_id: string }>(
    'SELECT connection_id FROM identity.sso_attempt WHERE state_hash = sha256($1)',
    [Buffer.from(state ?? '')],
  );
  return rows[0]?.connection_id ?? connectionId;
}

/**
 * The providers are silent about who they are, as Entra ID, Google and GitHub are. Eve keeps Rival's provider. She begins
 * at Acme's connection herself; when Nele comes to Rival's provider, it sends her on to Acme's, which knows her, with
 * Eve's challenge and nonce. The code that Nele brings back must reach nobody but Acme's provider.
 */
describe('A provider that sends people on to somebody else’s (mix-up)', () => {
  let [eve, nele]: CookieBrowser[] = [];
  /** Where Eve was to go, and where Rival's provider sends Nele. */
  let [atAcme, lure]: URL[] = [];
  beforeAll(async () => {
    d = await openOidcDoor(true);
  });
  afterAll(() => d.close());
  afterEach(() => {
    shared.place = null;
  });

  async function lurePeople(): Promise<void> {
    [eve, nele] = [cookieBrowser(), cookieBrowser()];
    atAcme = new URL(await d.start(eve, d.connection));
    const atRival = new URL(await d.start(nele, d.evilConnection));
    lure = new URL(atAcme);
    lure.searchParams.set('state', atRival.searchParams.get('state')!);
  }
  /** Eve shows a code that she came by, with her own state, in her own browser. */
  const show = (code: string) =>
    d.comeBack(eve!, new URLSearchParams({ code, state: atAcme!.searchParams.get('state')! }));

  it('gets no code of Acme’s provider: the attempt was another connection’s', async () => {
    await lurePeople();
    const query = d.op.answer(lure!.href);
    const { requestId, location } = await d.comeBack(nele!, query);
    expect(location).toMatch(/^\/sso\/refused\?id=/);
    expect(await d.reason(requestId)).toEqual({ code: 'flow.connection', org_id: d.acme.id });
    expect([...d.evil.codes, ...d.op.codes]).not.toContain(query.get('code'));
  });

  it('has no use for a code that was given for its own address', async () => {
    await lurePeople();
    // A careless provider that lets people be sent anywhere.
    lure!.searchParams.set('redirect_uri', `${d.door.gateway.url}/sso/oidc/${d.evilConnection}/callback`);
    const query = d.op.answer(lure!.href);
    await d.comeBack(nele!, query, d.evilConnection);
    const code = query.get('code')!;
    expect(d.evil.codes.at(-1)).toBe(code);
    const { requestId } = await show(code);
    expect(await d.reason(requestId)).toEqual({ code: 'oidc.exchange', org_id: d.acme.id });
  });

  it('would let Eve in as Nele, were there one address for all', async () => {
    shared.place = d.connection;
    await lurePeople();
    await d.comeBack(nele!, d.op.answer(lure!.href));
    const { location } = await show(d.evil.codes.at(-1)!);
    const token = tokenOf(await d.finish(eve!, location));
    const { userId } = await d.world.actor(holder(token));
    expect(await d.world.sql('SELECT email FROM identity.account WHERE account_id = $1', [userId])).toEqual([
      { email: 'nele@acme.example' },
    ]);
  });
});
