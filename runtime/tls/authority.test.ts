import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IDENTITY_FILE, LIFETIMES, maintain, TRUST_FILE } from './authority.js';
import { makeAuthority } from './certificates.js';
import { openCertificate, openIdentity } from './identity.js';

const DAY = 86_400_000;
const BEGIN = Date.UTC(2026, 10, 23);
const HOLDERS = {
  gateway: { names: ['gateway'] },
  content: { names: ['content'], addresses: ['127.0.0.1'] },
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tls-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const on = (day: number) =>
  maintain(folder, { holders: HOLDERS, commonName: 'Test', now: new Date(BEGIN + day * DAY) });
const file = (...parts: string[]) => readFileSync(join(folder, ...parts), 'utf8');
const own = (holder: string) => new X509Certificate(file(holder, IDENTITY_FILE));
const trusted = (holder: string) =>
  file(holder, TRUST_FILE)
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .filter((part) => part.includes('BEGIN'))
    .map((part) => new X509Certificate(part));

async function makePair(): Promise<{ cert: string; key: string }> {
  const from = new Date(BEGIN);
  const { certificate, key } = await makeAuthority('Test', { from, until: new Date(BEGIN + DAY) });
  return { cert: certificate, key };
}

describe('A local authority', () => {
  it('gives everybody a certificate of 30 days with their names, and keeps its key to itself', async () => {
    expect(await on(0)).toEqual({ renewed: ['gateway', 'content'], trustChanged: true });
    const certificate = own('content');
    expect(certificate.subjectAltName).toBe('DNS:content, IP Address:127.0.0.1');
    expect(certificate.ca).toBe(false);
    expect(certificate.validToDate.getTime()).toBe(BEGIN + 30 * DAY);
    expect(certificate.checkIssued(trusted('gateway')[0]!)).toBe(true);
    expect(statSync(join(folder, 'authority/1.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'content', IDENTITY_FILE)).mode & 0o777).toBe(0o600);
    expect(file('content', IDENTITY_FILE)).not.toContain(file('authority/1.key').trim());
  });

  it('renews in the middle of a life and not before', async () => {
    await on(0);
    expect((await on(14)).renewed).toEqual([]);
    expect((await on(15)).renewed).toEqual(['gateway', 'content']);
    expect(own('gateway').validToDate.getTime()).toBe(BEGIN + 45 * DAY);
  });

  it('gives a new certificate to somebody whose names have changed, and to nobody else', async () => {
    await on(0);
    const holders = { ...HOLDERS, content: { names: ['content', 'localhost'] } };
    const now = new Date(BEGIN + DAY);
    expect((await maintain(folder, { holders, commonName: 'Test', now })).renewed).toEqual(['content']);
  });

  it('lets a new authority follow while both are trusted, so that at no time anybody is refused', async () => {
    const life = LIFETIMES.authority / DAY;
    const serials = new Set<string>();
    for (let day = 0; day <= life + 5; day += 1) {
      await on(day);
      const [gateway, content] = [own('gateway'), own('content')];
      for (const certificate of [gateway, content]) {
        expect(certificate.validToDate.getTime()).toBeGreaterThan(BEGIN + day * DAY);
        // Whoever looked last one day ago knows the issuer, too.
        const issuer = trusted('gateway').find((each) => certificate.checkIssued(each));
        expect(issuer, `day ${day}`).toBeDefined();
        expect(certificate.verify(issuer!.publicKey)).toBe(true);
      }
      serials.add(gateway.issuer);
      if (day === life - 60) expect(trusted('gateway')).toHaveLength(2);
      if (day === life - 59) expect(gateway.issuer).toBe('CN=Test 1');
    }
    expect([...serials]).toEqual(['CN=Test 1', 'CN=Test 2']);
    expect(trusted('gateway').map(({ subject }) => subject)).toEqual(['CN=Test 2']);
    expect(existsSync(join(folder, 'authority/1.key'))).toBe(false);
    expect(readdirSync(join(folder, 'authority')).sort()).toEqual(['2.crt', '2.key']);
  }, 60_000);

  it('replaces a certificate that another authority gave', async () => {
    await on(0);
    const foreign = join(folder, 'elsewhere');
    await maintain(foreign, { holders: HOLDERS, commonName: 'Test', now: new Date(BEGIN) });
    writeFileSync(
      join(folder, 'gateway', IDENTITY_FILE),
      readFileSync(join(foreign, 'gateway', IDENTITY_FILE)),
    );
    expect((await on(1)).renewed).toEqual(['gateway']);
  });
});

describe('A certificate read from files', () => {
  it('is not taken over until its key fits', async () => {
    const [first, second] = [await makePair(), await makePair()];
    const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    writeFileSync(files.cert, first.cert);
    writeFileSync(files.key, first.key);
    const certificate = openCertificate(files, 10);
    const renewals: string[] = [];
    certificate.onRenewal(({ cert }) => renewals.push(cert));
    writeFileSync(files.cert, second.cert);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(certificate.current()).toEqual(first);
    writeFileSync(files.key, second.key);
    await expect.poll(() => renewals).toEqual([second.cert]);
    expect(certificate.current()).toEqual(second);
    certificate.close();
  });

  it('is an error at start when its key does not fit', async () => {
    await on(0);
    const key = own('gateway');
    expect(key.subject).toBe('CN=gateway');
    writeFileSync(
      join(folder, 'gateway', IDENTITY_FILE),
      `${(await makePair()).key}${file('content', IDENTITY_FILE).replace(/-----BEGIN PRIVATE[\s\S]*PRIVATE KEY-----\n/, '')}`,
    );
    expect(() => openIdentity(join(folder, 'gateway'))).toThrow(/does not belong/);
  });
});
