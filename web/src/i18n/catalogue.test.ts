import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { de } from './de/de.ts';
import { en } from './en/en.ts';

const messages = Object.entries({ de, en }).flatMap(([locale, catalogue]) =>
  Object.entries(catalogue).map(([id, text]): [string, string, string] => [locale, id, text]),
);

/** Names of the placeholders and tags of a message. */
function placeholders(text: string): string[] {
  // "{name}", "{name, plural, …" and "<tag>"; text inside plural branches has a space or a capital before its end.
  const names = text.matchAll(/\{([a-z]\w*)[,}]|<([a-z]\w*)>/g);
  return [...new Set([...names].map(([, value, tag]) => value ?? tag ?? ''))].toSorted();
}

function isMessage(text: string, locale: string): boolean {
  try {
    return new IntlMessageFormat(text, locale) !== null;
  } catch {
    return false;
  }
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/i18n|gql|\.test\./.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

describe('Text catalogues', () => {
  it('have the same messages in both languages', () => {
    expect(Object.keys(de).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  it('use the same placeholders in both languages', () => {
    const differing = Object.keys(en).filter((id) => {
      const key = id as keyof typeof en;
      return placeholders(de[key]).join() !== placeholders(en[key]).join();
    });
    expect(differing).toEqual([]);
  });

  it('are valid messages, none empty', () => {
    const broken = messages.filter(([locale, , text]) => text.trim() === '' || !isMessage(text, locale));
    expect(broken).toEqual([]);
  });

  it('contain nothing that no page uses', () => {
    const code = sources(join(import.meta.dirname, '..')).join('\n');
    const computed =
      /^(classification|requestState|outcome|actorKind|language|save|scheme|addApp|file\.kind|upload|upload\.said|service\.state|adapter|adapterState|certificateKind|life\.plan|claim(State|Kind|Outcome|AskedBy)|claims\.isolation|isolationOutcome|riskLevel|standing|supplier\.(outcome|need|retire|reinstate))\./;
    expect(
      Object.keys(en).filter(
        (id) => !computed.test(id) && !code.includes(`'${id}'`) && !code.includes(`"${id}"`),
      ),
    ).toEqual([]);
  });

  it('address people formally in German', () => {
    const informal = Object.values(de).filter((text) => /\b(du|dein|deine|dich|dir)\b/i.test(text));
    expect(informal).toEqual([]);
  });
});
