import { expect, test } from 'vitest';
import { MASK, type RecordedChange } from '#runtime/audit/encoding.js';
import { detailsOf, type DetailWords } from './present-details.js';

const ID = '0199a0c8-0000-7000-8000-000000000001';
const words: DetailWords = {
  language: 'de',
  nameOf: (kind, id) => (kind === 'User' && id === ID ? 'Ada Berg' : null),
  open: () => null,
};
const technical = (entity: string, field: string, before: unknown, after: unknown): RecordedChange =>
  ({ entity, id: ID, field, class: 'technical', before, after }) as RecordedChange;

test('details say fields and values in words, and leave plumbing out', () => {
  const changes: RecordedChange[] = [
    technical('Document', 'org_id', undefined, ID),
    technical('Document', 'published_version_id', undefined, ID),
    technical('Document', 'classification', 'internal', 'strictly_confidential'),
    technical('Document', 'owner_id', ID, null),
    technical('Document', 'space_id', ID, ID),
    technical('Document', 'along', undefined, [ID, ID]),
    technical('Document', 'archived_at', undefined, '2026-11-23T08:30:00.000Z'),
    technical('Setting', 'general.language', 'de', 'en'),
    technical('Setting', 'version', 1, 2),
    { entity: 'Account', id: ID, field: 'password', class: 'secret', before: MASK, after: MASK },
    { ...technical('Invitation', 'email', undefined, { cipher: 'QQ==', subject: ID }), class: 'personal' },
    { ...technical('Setting', 'reason', undefined, { hash: 'x', size: 1234 }), class: 'content' },
  ];
  expect(detailsOf(changes, words).map(({ label, before, after }) => [label, before, after])).toEqual([
    ['Einstufung', 'Intern', 'Streng vertraulich'],
    ['Eigentümer', 'Ada Berg', null],
    ['Space', '(ein anderer Space)', '(ein anderer Space)'],
    ['Dokumente darunter', null, '2'],
    ['Archiviert am', null, '2026-11-23T08:30:00.000Z'],
    ['Sprache der Organization', 'Deutsch', 'Englisch'],
    ['Version', '1', '2'],
    ['Passwort', '(geheim)', '(geheim)'],
    ['E-Mail-Adresse', null, '(nicht sichtbar oder gelöscht)'],
    ['Begründung', null, '(Inhalt, 1.234 Byte)'],
  ]);
  expect(detailsOf(changes, { ...words, language: 'en' })[0]).toEqual({
    label: 'Classification',
    before: 'Internal',
    after: 'Strictly confidential',
  });
});

test('details tell a record that came for another as one change, and nothing twice', () => {
  const [gone, come] = ['space.viewer', 'space.editor'];
  const changes = [
    technical('Grant', 'principal_id', ID, undefined),
    technical('Grant', 'role_key', gone, undefined),
    technical('Grant', 'principal_id', undefined, ID),
    technical('Grant', 'role_key', undefined, come),
    technical('Grant', 'principal_id', undefined, ID),
  ];
  expect(detailsOf(changes, words)).toEqual([
    { label: 'Person', before: null, after: 'Ada Berg' },
    { label: 'Rolle', before: 'Leser', after: 'Bearbeiter' },
  ]);
});
