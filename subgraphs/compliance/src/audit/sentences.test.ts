import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACTION_TEXTS } from './action-texts.js';
import type { EntryFacts } from './audit-entry.js';
import { knownActions } from './known-actions.js';
import { sentenceOf } from './sentences.js';

const ID = '0199a0c8-0000-7000-8000-000000000001';
const published: EntryFacts = {
  action: 'document.publish',
  actorKind: 'user',
  actorId: ID,
  subjectType: 'Document',
  subjectId: ID,
  outcome: 'ok',
  code: null,
};

describe('a sentence', () => {
  test('tells who did what to what', () => {
    const names = { actor: 'Ada Berg', subject: 'Passwortrichtlinie' };
    expect(sentenceOf(published, names, 'de')).toBe(
      'Ada Berg hat das Dokument „Passwortrichtlinie“ veröffentlicht.',
    );
    expect(sentenceOf(published, names, 'en')).toBe('Ada Berg published the document “Passwortrichtlinie”.');
  });

  test('uses neutral words for what the reader may not know', () => {
    const unknown = { actor: null, subject: null };
    expect(sentenceOf(published, unknown, 'de')).toBe('Eine Person hat ein Dokument veröffentlicht.');
    expect(sentenceOf({ ...published, actorKind: 'anonymous' }, unknown, 'en')).toBe(
      'Somebody who is not signed in published a document.',
    );
  });

  test('tells what was tried and why it did not come about', () => {
    const denied: EntryFacts = {
      ...published,
      action: 'document.read',
      outcome: 'denied',
      code: 'NOT_FOUND',
    };
    const names = { actor: 'Ben Kurz', subject: null };
    expect(sentenceOf(denied, names, 'de')).toBe(
      'Ben Kurz wollte ein Dokument öffnen, ohne Erfolg: nicht vorhanden oder kein Zugriff.',
    );
    expect(sentenceOf(denied, names, 'en')).toBe(
      'Ben Kurz tried to open a document, without success: does not exist, or no access.',
    );
    const failed: EntryFacts = { ...published, outcome: 'failed', code: 'INTERNAL' };
    expect(sentenceOf(failed, names, 'de')).toContain('ein Fehler verhinderte es');
  });

  test('takes a title as it is, whatever it looks like', () => {
    const sentence = sentenceOf(published, { actor: '{subject}', subject: '$& % {subject}' }, 'en');
    expect(sentence).toBe('{subject} published the document “$& % {subject}”.');
  });

  test('tells particulars without what the reader may not know', () => {
    const technical = { id: ID, class: 'technical' } as const;
    const particulars = {
      changes: [
        { ...technical, entity: 'Grant', field: 'principal_id', after: ID },
        { ...technical, entity: 'Grant', field: 'role_key', after: 'space.viewer' },
      ],
      spaceId: ID,
      nameOf: () => null,
      open: () => null,
    };
    const granted = { ...published, action: 'space_grant.create', subjectType: 'Grant' };
    const unknown = { actor: null, subject: null };
    expect(sentenceOf(granted, unknown, 'de', particulars)).toBe(
      'Eine Person hat einer Person in einem Space die Rolle „Leser“ gegeben.',
    );
    expect(sentenceOf(granted, unknown, 'en', particulars)).toBe(
      'Somebody gave somebody the role “Viewer” in a Space.',
    );
    const joined = { ...published, action: 'invitation.accept', subjectType: 'Invitation' };
    const changes = [
      { ...technical, entity: 'Member', field: 'role_key', after: 'organization.member' },
      { ...technical, entity: 'Grant', field: 'space_id', after: ID },
    ];
    const nameOf = (): string => 'Vorstand';
    expect(sentenceOf(joined, unknown, 'de', { ...particulars, changes, nameOf })).toBe(
      'Eine Person hat die Einladung als „Mitglied“ angenommen und hat nun im Space „Vorstand“ Zugriff.',
    );
    const old = { ...particulars, changes: [] };
    expect(sentenceOf(joined, unknown, 'en', old)).toBe('Somebody accepted the invitation.');
    expect(sentenceOf(granted, unknown, 'en', old)).toBe('Somebody granted somebody access to a Space.');
    expect(sentenceOf(published, unknown, 'en', old)).toBe(
      'Somebody published a document, without a change.',
    );
  });

  test('names an action that this version does not know', () => {
    expect(sentenceOf({ ...published, action: 'file.juggle' }, { actor: null, subject: null }, 'de')).toBe(
      'Eine Person hat „file.juggle“ ausgeführt.',
    );
  });
});

describe('the table of actions', () => {
  test('has every text in both languages', () => {
    for (const [action, { label, de, en }] of Object.entries(ACTION_TEXTS)) {
      for (const text of [label.de, label.en, ...de, ...en]) expect(text, action).toMatch(/^\S.*[^\s.]$/);
      expect(de.length + en.length, action).toBe(4);
    }
    const labels = knownActions('de').map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(knownActions('en').length).toBe(labels.length);
  });

  test('knows every action that a mutation names in @audit', () => {
    const named = actionsInSources(join(import.meta.dirname, '../../..'));
    expect(named).toContain('audit.export');
    expect(named.filter((action) => !(action in ACTION_TEXTS))).toEqual([]);
  });
});

/** The sources are read rather than the generated list, so that a new mutation fails here at once. */
function actionsInSources(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /resolver\.ts$/.test(file),
  );
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/@audit\(action: "([^"]+)"/g)].map(
      ([, action]) => action!,
    ),
  );
}
