import { X509Certificate } from 'node:crypto';
import type { ConnectionConfig } from './connection-record.js';

/** A fact of a configuration: its place, for example `saml.ssoUrl`, and its value as text. */
export interface ConfigFact {
  readonly field: string;
  readonly value: string;
}

/** What two versions differ in. */
export interface ConfigChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A configuration as a flat list of facts, for comparing and for the audit trail. It holds no secret. */
export function factsOf(config: ConnectionConfig): readonly ConfigFact[] {
  const { mapping, newcomers, acceptedAssurance, ...own } = config;
  const rules = newcomers.rules.map(({ attribute, value, role }) => `${attribute}=${value} → ${role}`);
  return [
    ...Object.entries(own).map(([field, value]) => ({ field, value: text(field, value) })),
    ...Object.entries(mapping).map(([field, value]) => ({
      field: `mapping.${field}`,
      value: text(field, value),
    })),
    { field: 'newcomers.allowed', value: text('', newcomers.allowed) },
    { field: 'newcomers.role', value: newcomers.role },
    { field: 'newcomers.ceiling', value: newcomers.ceiling },
    { field: 'newcomers.rules', value: rules.join('\n') },
    { field: 'acceptedAssurance', value: acceptedAssurance.join('\n') },
  ];
}

/** What differs between two configurations; all of the newer one when there is no older. */
export function changesBetween(before: ConnectionConfig | null, after: ConnectionConfig): ConfigChange[] {
  const was = new Map((before ? factsOf(before) : []).map(({ field, value }) => [field, value]));
  const is = new Map(factsOf(after).map(({ field, value }) => [field, value]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const change = { field, before: was.get(field) ?? null, after: is.get(field) ?? null };
    return (change.before ?? '') === (change.after ?? '') ? [] : [change];
  });
}

function text(field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (/certificates$/i.test(field) && Array.isArray(value))
    return value.map((pem) => fingerprintOf(String(pem))).join('\n');
  if (field === 'metadata') return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** SHA-256 of a certificate; what cannot be read is named as that. */
export function fingerprintOf(pem: string): string {
  try {
    return new X509Certificate(pem).fingerprint256;
  } catch {
    return 'unreadable';
  }
}
