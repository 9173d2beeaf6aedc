import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#runtime/actor/actor.js';
import { encodeRecordedChanges, MASK, type RecordedChange } from '#runtime/audit/encoding.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { openChanges, presentChanges, subjectsOf } from './present-changes.js';
import { personalOpener } from './subject-key.repository.js';

const ADA = '0199a0c8-0000-7000-8000-00000000000a';
const keyring = createKeyring(randomBytes(32));
const ada = keyring.newSubjectKey(ADA);
const seal = (value: string): { cipher: string; subject: string } => ({
  cipher: keyring.sealFor(ADA, ada.key, Buffer.from(JSON.stringify(value))).toString('base64'),
  subject: ADA,
});
const stored = encodeRecordedChanges([
  {
    entity: 'Account',
    id: ADA,
    field: 'name',
    class: 'personal',
    before: seal('Ada Berg'),
    after: seal('Ada Lang'),
  },
  { entity: 'Account', id: ADA, field: 'password', class: 'secret', before: MASK, after: MASK },
  { entity: 'Setting', id: '', field: 'value', class: 'technical', before: 12, after: { months: 6 } },
  {
    entity: 'Version',
    id: ADA,
    field: 'body',
    class: 'content',
    after: { hash: `sha256:${'a'.repeat(64)}`, size: 1234 },
  },
]);
const reader = (permissions: string[], locale: 'de' | 'en' = 'de'): Actor =>
  ({ userId: null, org: { permissions, spaces: [] }, locale }) as unknown as Actor;
const opener = personalOpener(keyring, [{ subjectId: ADA, wrappedKey: ada.wrapped }]);

describe('changes before a reader', () => {
  test('show personal values to who may read them', () => {
    const [name, password, value, body] = presentChanges(stored, reader(['audit.read']), opener);
    expect(name).toMatchObject({ field: 'name', before: 'Ada Berg', after: 'Ada Lang' });
    expect(password).toMatchObject({ before: MASK, after: MASK });
    expect(value).toMatchObject({ entityId: null, before: '12', after: '{"months":6}' });
    expect(body).toMatchObject({ before: null, after: `Inhalt, 1.234 Byte, sha256:${'a'.repeat(64)}` });
  });

  test('mask personal values before everybody else, and ask for no key', () => {
    const [name] = presentChanges(stored, reader([]), opener);
    expect(name).toMatchObject({ before: MASK, after: MASK });
    expect(
      subjectsOf([{ class: 'personal', before: seal('x') } as unknown as RecordedChange], reader([])),
    ).toEqual([]);
  });

  test('say that a person was erased once the key is destroyed', () => {
    const destroyed = personalOpener(keyring, [{ subjectId: ADA, wrappedKey: null }]);
    expect(presentChanges(stored, reader(['audit.read']), destroyed)[0]!.before).toBe('(gelöscht)');
    expect(presentChanges(stored, reader(['audit.read'], 'en'), destroyed)[0]!.before).toBe('(erased)');
    expect(JSON.stringify(openChanges(stored, reader(['audit.read']), destroyed))).not.toContain('Ada');
  });

  test('are exported in the clear only as far as the reader may see them', () => {
    expect(openChanges(stored, reader(['audit.read']), opener)[0]).toMatchObject({
      before: 'Ada Berg',
      after: 'Ada Lang',
    });
    expect(JSON.stringify(openChanges(stored, reader([]), opener))).not.toContain('Ada');
  });
});
