import { describe, expect, it } from 'vitest';
import { readList } from './read-list.js';

/** Line and address of everybody who was read. */
function read(text: string): [number, string][] {
  const list = readList(text);
  if (list.kind !== 'read') throw new Error(`A quotation mark in line ${list.line} is not closed.`);
  return list.people.map(({ line, cells }) => [line, cells.email]);
}

function first(text: string): Record<string, string> {
  const list = readList(text);
  return list.kind === 'read' ? { ...list.people[0]?.cells } : {};
}

describe('a list of people', () => {
  it('is read from lines, commas, semicolons, tabs and blanks', () => {
    const both = ['a@x.de', 'b@x.de'];
    for (const [text, lines] of [
      ['a@x.de\nb@x.de', [1, 2]],
      ['a@x.de\r\n\r\nb@x.de\r\n', [1, 3]],
      ['a@x.de, b@x.de', [1, 1]],
      ['a@x.de;b@x.de;', [1, 1]],
      ['a@x.de\tb@x.de', [1, 1]],
      ['a@x.de b@x.de', [1, 1]],
      ['\uFEFFa@x.de\nb@x.de', [1, 2]],
    ] as const) {
      expect(read(text), JSON.stringify(text)).toEqual(both.map((email, index) => [lines[index], email]));
    }
  });

  it('understands names beside addresses, with and without quotes and commas', () => {
    expect(read('Ada Lange <ada@x.de>\nMax Kurz <max@x.de>')).toEqual([
      [1, 'ada@x.de'],
      [2, 'max@x.de'],
    ]);
    expect(read('Lange, Ada <ada@x.de>; Kurz, Max <max@x.de>')).toEqual([
      [1, 'ada@x.de'],
      [1, 'max@x.de'],
    ]);
    expect(read('"Lange, Ada" <ada@x.de>, "Kurz, Max" <max@x.de>')).toEqual([
      [1, 'ada@x.de'],
      [1, 'max@x.de'],
    ]);
    expect(read('Lange, Ada <ada@x.de>')).toEqual([[1, 'ada@x.de']]);
    expect(read('mailto:ada@x.de')).toEqual([[1, 'ada@x.de']]);
  });

  it('takes the columns from a header in any order, German or English, and ignores others', () => {
    const row = {
      email: 'ada@x.de',
      role: 'Gast',
      space: 'Verträge',
      spaceRole: 'Leser',
      until: '31.12.2026',
    };
    expect(
      first('Name;Bis;Rolle;E-Mail;Rolle im Space;Space\nAda;31.12.2026;Gast;ada@x.de;Leser;Verträge'),
    ).toEqual(row);
    expect(first('email,role,space,space role,until\nada@x.de,Gast,Verträge,Leser,31.12.2026')).toEqual(row);
    expect(first('ada@x.de;Gast;Verträge;Leser;31.12.2026')).toEqual(row);
  });

  it('keeps separators, line breaks and doubled quotes inside quotes, and the number of the line', () => {
    const list = readList('mail;space\n"a@x.de";"Recht;\n""EU"""\nb@x.de;');
    expect(list).toMatchObject({
      kind: 'read',
      people: [
        { line: 2, cells: { email: 'a@x.de', space: 'Recht;\n"EU"' } },
        { line: 4, cells: { email: 'b@x.de', space: '' } },
      ],
    });
  });

  it('keeps what is no address, so that the preview can name it', () => {
    expect(read('a@x.de\nkein Mensch\nb@x.de')).toEqual([
      [1, 'a@x.de'],
      [2, 'kein Mensch'],
      [3, 'b@x.de'],
    ]);
    expect(read('')).toEqual([]);
    expect(read(' \n\t\n')).toEqual([]);
  });

  it('names the line of a quotation mark that is never closed', () => {
    expect(readList('a@x.de\n"b@x.de;Gast\nc@x.de')).toMatchObject({ kind: 'unclosed' });
  });
});
