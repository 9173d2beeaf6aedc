import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { IDENTITY_FILE, TRUST_FILE } from './authority.js';

/** What a process proves itself with and whom it trusts, PEM, in the words of `node:tls`. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/** A certificate and its key alone, PEM. */
export type Certificate = Omit<TlsMaterial, 'ca'>;

/** Something read from files that may be replaced under a running process. */
export interface Renewable<T> {
  current(): T;
  /** Calls back after each replacement; returns what ends that. */
  onRenewal(listener: (current: T) => void): () => void;
  close(): void;
}

/** How often files are looked at, in milliseconds. */
const LOOK_MS = 10_000;

/** Inside an installation both ends are ours: nothing but the newest protocol. */
export const INSIDE_TLS = { minVersion: 'TLSv1.3' } as const;

/**
 * A process's identity inside the installation: `identity.pem` and `ca.pem` of its folder, kept up to date.
 *
 * Throws when a file is missing or its key does not fit its certificate.
 */
export function openIdentity(folder: string, lookMs = LOOK_MS): Renewable<TlsMaterial> {
  return renewable(() => {
    const own = readFileSync(join(folder, IDENTITY_FILE), 'utf8');
    return checked({ cert: own, key: own, ca: readFileSync(join(folder, TRUST_FILE), 'utf8') });
  }, lookMs);
}

/** A certificate and its key from two files, kept up to date. Throws when one is missing or they do not fit. */
export function openCertificate(files: Certificate, lookMs = LOOK_MS): Renewable<Certificate> {
  const read = (): Certificate => ({
    cert: readFileSync(files.cert, 'utf8'),
    key: readFileSync(files.key, 'utf8'),
  });
  return renewable(() => checked(read()), lookMs);
}

function checked<T extends Certificate>(material: T): T {
  const fits = new X509Certificate(material.cert).checkPrivateKey(createPrivateKey(material.key));
  if (!fits) throw new Error('The private key does not belong to the certificate.');
  return material;
}

/** Half-replaced files (a certificate whose key comes a moment later) do not count until they fit. */
function renewable<T extends Certificate>(read: () => T, lookMs: number): Renewable<T> {
  let current = read();
  const listeners = new Set<(current: T) => void>();
  const look = (): void => {
    let next: T;
    try {
      next = read();
    } catch {
      return;
    }
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    for (const listener of listeners) listener(next);
  };
  const timer = setInterval(look, lookMs).unref();
  return {
    current: () => current,
    onRenewal: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => clearInterval(timer),
  };
}

/** Whether the other end of a mutually authenticated connection is a process of this name. */
export function isPeer(socket: TLSSocket, name: string): boolean {
  if (!socket.authorized) return false;
  const certificate = socket.getPeerX509Certificate();
  return certificate?.checkHost(name, { subject: 'never', wildcards: false }) !== undefined;
}
