import type { Bilingual, Permission } from './permissions.js';

/**
 * The operations that service accounts may run, by name: everything in schema/operations/tools.json, with what it
 * does in German and English. A test compares the two.
 */
export const TOOL_OPERATIONS = {
  ToolWhoami: { de: 'Sich ausweisen', en: 'Say who is asking' },
  ToolSpaces: { de: 'Spaces auflisten', en: 'List Spaces' },
  ToolDocuments: { de: 'Dokumente auflisten', en: 'List documents' },
  ToolDocument: { de: 'Ein Dokument mit Text lesen', en: 'Read a document with its text' },
  ToolVersions: { de: 'Versionen eines Dokuments auflisten', en: 'List the versions of a document' },
  ToolBeginExport: { de: 'Einen Export von Dokumenten vermerken', en: 'Record an export of documents' },
  ToolMembers: { de: 'Mitglieder auflisten', en: 'List members' },
  ToolAuditEntries: { de: 'Das Protokoll lesen', en: 'Read the audit trail' },
  ToolAuditExport: { de: 'Einen Export des Protokolls vermerken', en: 'Record an export of the audit trail' },
  ToolClaims: { de: 'Stand der Zusagen lesen', en: 'Read the state of the claims' },
  ToolRunClaimChecks: { de: 'Zusagen neu prüfen', en: 'Check the claims anew' },
  ToolClaimRequest: { de: 'Den Fortschritt einer Prüfung lesen', en: 'Read how far a check is' },
  ToolAiUsage: { de: 'Den Verbrauch der KI lesen', en: 'Read what AI used' },
} as const satisfies Record<string, Bilingual>;

/** What a directory does: no operation of GraphQL, but the approved endpoints of SCIM 2.0, all at once. */
export const DIRECTORY_OPERATIONS = {
  Scim: { de: 'Personen und Gruppen abgleichen (SCIM)', en: 'Provision people and groups (SCIM)' },
} as const satisfies Record<string, Bilingual>;

/** All that a service account can be allowed, by name. */
export const SERVICE_OPERATIONS = { ...TOOL_OPERATIONS, ...DIRECTORY_OPERATIONS } as const;

/** The name of an operation for tools. */
export type ToolOperation = keyof typeof TOOL_OPERATIONS;

/** All of them, in the order of the list. */
export const TOOL_OPERATION_NAMES = Object.keys(TOOL_OPERATIONS) as ToolOperation[];

/** The name of something that a service account can be allowed. */
export type ServiceOperation = keyof typeof SERVICE_OPERATIONS;

/** All of these, in the order of the list. */
export const SERVICE_OPERATION_NAMES = Object.keys(SERVICE_OPERATIONS) as ServiceOperation[];

/** Permissions of the Organization that these operations ask for; a tool has no use for any other. */
export const TOOL_PERMISSIONS: readonly Permission[] = [
  'member.read',
  'audit.read',
  'audit.export',
  'settings.read',
  'operator.claims',
  'directory.provision',
];
