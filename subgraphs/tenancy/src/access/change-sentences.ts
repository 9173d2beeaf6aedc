import type { Bilingual } from '#schema/permissions.js';
import { fill, type Locale } from './access-sentences.js';

const NAMES = {
  INVITE: { de: 'Als „{role}“ in die Organization einladen', en: 'Invite to the Organization as “{role}”' },
  ENROL_SECOND_FACTOR: {
    de: 'Die Person richtet einen zweiten Faktor ein',
    en: 'The person enrols a second factor',
  },
  UNARCHIVE_ORGANIZATION: {
    de: 'Die Organization aus dem Archiv holen',
    en: 'Bring the Organization back from the archive',
  },
  CANCEL_DELETION: {
    de: 'Die Löschung der Organization abbrechen',
    en: 'Cancel the deletion of the Organization',
  },
  RESTORE_SPACE: { de: 'Den Space wiederherstellen', en: 'Restore the Space' },
  UNARCHIVE_SPACE: { de: 'Den Space aus dem Archiv holen', en: 'Bring the Space back from the archive' },
  CHANGE_ROLE: {
    de: 'Die Rolle in der Organization auf „{role}“ ändern',
    en: 'Change the role in the Organization to “{role}”',
  },
  GRANT_ROLE: { de: 'Im Space die Rolle „{role}“ geben', en: 'Give the role “{role}” in the Space' },
  GRANT_AGAIN: {
    de: 'Die abgelaufene Rolle „{role}“ im Space wieder geben',
    en: 'Give the role “{role}” in the Space again, which ended',
  },
  ADD_TO_GROUP: {
    de: 'In die Gruppe „{group}“ aufnehmen (Mitglieder: {people})',
    en: 'Add to the group “{group}” (members: {people})',
  },
  PUBLISH: { de: 'Das Dokument veröffentlichen', en: 'Publish the document' },
  ADMIT: {
    de: 'Die Person in die Einschränkung des Dokuments aufnehmen',
    en: 'Name the person in the restriction of the document',
  },
  LIFT_RESTRICTION: {
    de: 'Die Einschränkung des Dokuments aufheben',
    en: 'Lift the restriction of the document',
  },
  GIVE_TOOL: { de: 'Es dem Dienstkonto geben', en: 'Give it to the service account' },
  RENEW_TOOL: {
    de: 'Das Dienstkonto verlängern oder ein neues Geheimnis ausstellen',
    en: 'Extend the service account or issue a new secret',
  },
} as const satisfies Record<string, Bilingual>;

/** What a change does. */
export type ChangeKind = keyof typeof NAMES;

/** Kinds of changes, as an enum for the schema. */
export const CHANGE_KINDS = Object.keys(NAMES) as ChangeKind[];

/** What a kind means, for the schema. */
export const changeMeaning = (kind: ChangeKind): string => NAMES[kind].en;

/** The sentence of a change in a language. */
export function changeSentence(
  kind: ChangeKind,
  locale: Locale,
  values: { readonly role?: string; readonly group?: string; readonly people?: number } = {},
): string {
  return fill(NAMES[kind][locale], values);
}
