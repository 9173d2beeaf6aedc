import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../embedded/replace-file.js';
import { issueCertificate, makeAuthority, type KeyPair, type Subject } from './certificates.js';

/** Who gets a certificate: a folder's name and whom the certificate names. */
export type Holders = Readonly<Record<string, Subject>>;

/** For how long things hold, in milliseconds. */
export interface Lifetimes {
  /** A holder's certificate; it is replaced in the middle of its life. */
  readonly certificate: number;
  /** The authority; its successor is trusted from two certificates' lives before its end. */
  readonly authority: number;
}

const DAY_MS = 86_400_000;

/** Certificates of 30 days under an authority of three years. */
export const LIFETIMES: Lifetimes = { certificate: 30 * DAY_MS, authority: 3 * 365 * DAY_MS };

/** Name of the file that holds a holder's key and certificate: one file, so that both change in the same moment. */
export const IDENTITY_FILE = 'identity.pem';
/** Name of the file that holds the authorities that a holder trusts: one, or two while one follows the other. */
export const TRUST_FILE = 'ca.pem';

/** What a round of {@link maintain} changed. */
export interface Maintained {
  /** Holders that were given a new certificate. */
  readonly renewed: readonly string[];
  /** Whether the authorities to be trusted are others than before. */
  readonly trustChanged: boolean;
}

/**
 * Keeps a local authority and the certificates that it gives out: makes what is missing, renews what has lived half
 * of its life, lets a new authority follow the old one while both are trusted. Run it at start and again and again;
 * it does nothing when nothing is due.
 *
 * Writes `authority/N.{crt,key}` (0600) below `keep`, and `identity.pem` and `ca.pem` in each holder's folder, each
 * file replaced in one step.
 *
 * @param folderOf where a holder's files lie; by default a folder of its name below `keep`
 */
export async function maintain(
  keep: string,
  options: {
    readonly holders: Holders;
    readonly commonName: string;
    readonly lifetimes?: Lifetimes;
    readonly folderOf?: (holder: string) => string;
    readonly now?: Date;
  },
): Promise<Maintained> {
  const { holders, lifetimes = LIFETIMES, now = new Date() } = options;
  const folderOf = options.folderOf ?? ((holder) => join(keep, holder));
  const authorities = await currentAuthorities(keep, options.commonName, lifetimes, now);
  const signer = signerAmong(authorities, lifetimes, now);
  const trust = authorities.map(({ pair }) => pair.certificate).join('');
  const renewed: string[] = [];
  let trustChanged = false;
  for (const [holder, subject] of Object.entries(holders)) {
    const folder = folderOf(holder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Trust first: whoever is shown a certificate of the new authority has to know it already.
    trustChanged = writeWhenDifferent(join(folder, TRUST_FILE), trust) || trustChanged;
    if (!isDue(join(folder, IDENTITY_FILE), subject, authorities, now)) continue;
    const until = new Date(now.getTime() + lifetimes.certificate);
    const { key, certificate } = await issueCertificate(signer.pair, subject, { from: now, until });
    replaceFile(join(folder, IDENTITY_FILE), `${key}${certificate}`);
    renewed.push(holder);
  }
  return { renewed, trustChanged };
}

interface NumberedAuthority {
  readonly number: number;
  readonly pair: KeyPair;
  readonly from: number;
  readonly until: number;
}

/** Those that still hold, oldest first; the expired ones are destroyed, a successor is made in time. */
async function currentAuthorities(
  keep: string,
  commonName: string,
  lifetimes: Lifetimes,
  now: Date,
): Promise<NumberedAuthority[]> {
  const folder = join(keep, 'authority');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = readAuthorities(folder);
  for (const { number, until } of known) if (until <= now.getTime()) remove(folder, number);
  const holding = known.filter(({ until }) => until > now.getTime());
  const last = holding.at(-1);
  if (last && last.until - now.getTime() > 2 * lifetimes.certificate) return holding;
  const number = (known.at(-1)?.number ?? 0) + 1;
  const until = new Date(now.getTime() + lifetimes.authority);
  const pair = await makeAuthority(`${commonName} ${number}`, { from: now, until });
  replaceFile(join(folder, `${number}.key`), pair.key);
  replaceFile(join(folder, `${number}.crt`), pair.certificate);
  return readAuthorities(folder).filter((each) => each.until > now.getTime());
}

function readAuthorities(folder: string): NumberedAuthority[] {
  return readdirSync(folder)
    .map((name) => /^(\d+)\.crt$/.exec(name)?.[1])
    .filter((number): number is string => number !== undefined)
    .filter((number) => existsSync(join(folder, `${number}.key`)))
    .map((number) => {
      const read = (kind: string): string => readFileSync(join(folder, `${number}.${kind}`), 'utf8');
      const pair = { certificate: read('crt'), key: read('key') };
      const { validFromDate, validToDate } = new X509Certificate(pair.certificate);
      return {
        number: Number(number),
        pair,
        from: validFromDate.getTime(),
        until: validToDate.getTime(),
      };
    })
    .sort((a, b) => a.number - b.number);
}

function remove(folder: string, number: number): void {
  for (const kind of ['key', 'crt']) rmSync(join(folder, `${number}.${kind}`), { force: true });
}

/** The newest authority signs, but not before everybody had a quarter of a certificate's life to learn of it. */
function signerAmong(
  authorities: readonly NumberedAuthority[],
  lifetimes: Lifetimes,
  now: Date,
): NumberedAuthority {
  const settled = authorities.filter((each) => now.getTime() - each.from >= lifetimes.certificate / 4);
  const signer = settled.at(-1) ?? authorities[0];
  if (!signer) throw new Error('There is no authority to sign with.');
  return signer;
}

function isDue(
  file: string,
  subject: Subject,
  authorities: readonly NumberedAuthority[],
  now: Date,
): boolean {
  if (!existsSync(file)) return true;
  const certificate = new X509Certificate(readFileSync(file));
  const issuer = authorities.find(({ pair }) =>
    certificate.checkIssued(new X509Certificate(pair.certificate)),
  );
  if (!issuer || !certificate.verify(new X509Certificate(issuer.pair.certificate).publicKey)) return true;
  const [from, until] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
  if (now.getTime() >= (from + until) / 2) return true;
  const named = (name: string): boolean => certificate.checkHost(name, { subject: 'never' }) !== undefined;
  const at = (address: string): boolean => certificate.checkIP(address) !== undefined;
  return !subject.names.every(named) || !(subject.addresses ?? []).every(at);
}

function writeWhenDifferent(file: string, text: string): boolean {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  replaceFile(file, text);
  return true;
}
