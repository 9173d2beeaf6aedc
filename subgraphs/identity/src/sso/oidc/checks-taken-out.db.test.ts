import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OIDC_ATTACKS } from '#tests/kit/idp/oidc-attacks.js';
import { cookieBrowser, openOidcDoor, type OidcDoor } from '#tests/kit/idp/oidc-door.js';

/** The check that is taken out. */
const taken = vi.hoisted(() => ({ out: null as string | null }));
vi.mock('../checks.js', async (load) => {
  const real = await load<typeof import('../checks.js')>();
  type Judge = Parameters<typeof real.listChecks<string, unknown>>[0];
  return {
    ...real,
    listChecks: (judge: Judge) =>
      real.listChecks<string, unknown>((list) => {
        const demand: typeof list.demand = (check, ok, detail) =>
          list.demand(check, ok || check === taken.out, detail);
        const refuse: typeof list.refuse = (check, detail) => {
          if (check === taken.out) throw new Error(`${check} was taken out.`);
          return list.refuse(check, detail);
        };
        return judge({ ...list, demand, refuse });
      }),
  };
});

let d: OidcDoor;
beforeAll(async () => {
  d = await openOidcDoor();
});
afterAll(() => d.close());

const guarded = OIDC_ATTACKS.filter(({ check }) => check.startsWith('oidc.'));

/** Each attack of the corpus is refused by the check that it names; here that very check is gone. */
describe('without a check', () => {
  it.each([...new Set(guarded.map(({ check }) => check))])('nothing is refused by %s', async (check) => {
    for (const { title, forgery, isFresh } of guarded.filter((attack) => attack.check === check)) {
      taken.out = null;
      const reasons: (string | undefined)[] = [];
      for (const out of [null, check]) {
        taken.out = out;
        const browser = cookieBrowser();
        const started = await d.start(browser, d.connection, { fresh: isFresh === true });
        const { requestId } = await d.comeBack(browser, d.op.answer(started, forgery));
        reasons.push((await d.reason(requestId))?.code);
      }
      expect(reasons[0], title).toBe(check);
      expect(reasons[1], title).not.toBe(check);
    }
  });
});
