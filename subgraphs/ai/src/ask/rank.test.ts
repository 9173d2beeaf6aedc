import { describe, expect, it } from 'vitest';
import { passagesOf, type ReadableVersion } from './passages.js';
import { rankPassages } from './rank.js';
import { searchOf, wordsOf } from './words.js';

const version = (title: string, ...paragraphs: string[]): ReadableVersion => ({
  documentId: title,
  versionId: title,
  spaceId: 's',
  number: 1,
  title,
  isPublished: true,
  isWithheld: false,
  body: {
    type: 'doc',
    content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  },
});
const long = (text: string): string =>
  `${text} ${'Noch ein Satz, der sonst nichts weiter sagt. '.repeat(16)}`;

describe('The words of a question', () => {
  it('are those that say what it is about', () => {
    expect(wordsOf('Wie lang muss ein Passwort für die Müllabfuhr sein?')).toEqual([
      'lang',
      'passwort',
      'müllabfuhr',
    ]);
    expect(wordsOf('What is the retention of backups?')).toEqual(['retention', 'backups']);
    expect(wordsOf('Wie ist das? or')).toEqual([]);
  });

  it('are searched for as any of them, and the longest as a beginning', () => {
    expect(searchOf('Wie lang muss ein Passwort sein?')).toEqual({
      query: 'lang or passwort',
      tail: 'passwort',
    });
    expect(searchOf('?!')).toEqual({ query: '', tail: '' });
  });
});

describe('Passages', () => {
  it('come in the order in which they speak of the question', () => {
    const passages = [
      version('Zugriffskonzept', long('Der Zugang verlangt ein Passwort und eine Begründung.')),
      version('Anleitung', long('Die App zeigt einen langen Code.')),
      version('Passwortrichtlinie', long('Passwörter haben mindestens 12 Zeichen, so lang wie möglich.')),
    ].flatMap(passagesOf);
    const ranked = rankPassages('Wie lang muss ein Passwort sein?', passages, new Map(), 100_000);
    expect(ranked.map((each) => each.version.title)).toEqual([
      'Passwortrichtlinie',
      'Zugriffskonzept',
      'Anleitung',
    ]);
    expect(rankPassages('Passwort', passages, new Map(), passages[0]!.text.length + 10)).toHaveLength(1);
  });

  it('keep headings with what follows, put short blocks together, and count text blocks only', () => {
    const document: ReadableVersion = {
      ...version('Handbuch'),
      body: {
        type: 'doc',
        content: [
          { type: 'paragraph' },
          { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Eins' }] },
          { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('a'), paragraph('b')] }] },
          { type: 'horizontalRule' },
          { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Zwei' }] },
          paragraph('c'),
        ],
      },
    };
    expect(passagesOf(document).map(({ text, block, blockEnd }) => [text, block, blockEnd])).toEqual([
      ['Eins\na\nb', 1, 3],
      ['Zwei\nc', 4, 5],
    ]);
  });

  it('are cut between words where a block is long', () => {
    const passages = passagesOf(version('Lang', 'Wort '.repeat(1_000)));
    expect(passages.length).toBeGreaterThan(3);
    for (const { text, block, blockEnd } of passages) {
      expect(text.length).toBeLessThanOrEqual(1_200);
      expect(text.replaceAll(/Wort ?/g, '')).toBe('');
      expect([block, blockEnd]).toEqual([0, 0]);
    }
    expect(passagesOf(version('Leer', ''))).toEqual([]);
  });
});

function paragraph(text: string) {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}
