import { SSO_PRESETS, type SsoPreset } from '#schema/sso-presets.js';
import type { Check } from '../protocol.js';
import type { Connection } from '../connection.js';

/** The protocol of a connection. */
export type ConnectionKind = Connection['kind'];

/** A configuration of any kind. */
export type ConnectionConfig = Connection['config'];

/** A connection as it is stored, with its newest configuration. */
export interface ConnectionRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly preset: string;
  readonly status: 'draft' | 'active' | 'off';
  /** In force; zero before it was switched on for the first time. */
  readonly version: number;
  /** The newest; zero as long as nothing was set. */
  readonly latestVersion: number;
  /** Whether somebody came all the way through with the newest. */
  readonly isTested: boolean;
  readonly config: ConnectionConfig | null;
  /** Ours, of a SAML connection: made with the draft, signing and encryption, PEM. */
  readonly firstCertificates: readonly string[] | null;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
  readonly archivedAt: Date | null;
}

/** A version of the configuration of a connection. */
export interface ConnectionVersionRecord {
  readonly connectionId: string;
  readonly version: number;
  readonly config: ConnectionConfig;
  /** `null`: the metadata of the provider said it. */
  readonly authorId: string | null;
  readonly reason: string;
  readonly restoredFrom: number | null;
  readonly createdAt: Date;
}

/** What came of a test run. */
export interface TestRunRecord {
  readonly id: string;
  readonly connectionId: string;
  readonly version: number;
  readonly accountId: string;
  readonly isOk: boolean;
  readonly checks: readonly Check[];
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly assurance: readonly string[];
  readonly createdAt: Date;
}

/** Whether a text names a preset. */
export function isPreset(name: string): name is SsoPreset {
  return Object.hasOwn(SSO_PRESETS, name);
}

/** What every configuration begins with: nobody is let in who is unknown, and no second factor is taken over. */
export function commonParts(
  record: Pick<ConnectionRecord, 'config' | 'preset'>,
): Pick<ConnectionConfig, 'mapping' | 'newcomers' | 'acceptedAssurance'> {
  if (record.config) {
    const { mapping, newcomers, acceptedAssurance } = record.config;
    return { mapping, newcomers, acceptedAssurance };
  }
  const preset = isPreset(record.preset) ? SSO_PRESETS[record.preset] : SSO_PRESETS.saml;
  const member = 'organization.member';
  return {
    mapping: { ...preset.mapping },
    newcomers: { allowed: false, role: member, ceiling: member, rules: [] },
    acceptedAssurance: [],
  };
}
