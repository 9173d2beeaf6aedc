import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { fieldsOf, HOPS, questionsAbout } from './questions.js';

const SMALL = buildSchema(`
  type Query { note(id: ID!): Note notes(first: Int, search: String): NoteConnection! }
  type NoteConnection { edges: [NoteEdge!]! totalCount: Int! }
  type NoteEdge { cursor: String! node: Note! }
  type Note { id: ID! text: String author: User comments(first: Int): [Note!]! old(version: Int!): Note }
  type User { id: ID! name: String! notes: [Note!]! }
`);

describe('The questions about a schema', () => {
  const questions = questionsAbout(SMALL);

  it('lead to every type on every path, up to four entities deep', () => {
    const paths = questions.filter(({ field }) => field === 'note').map(({ path }) => path);
    expect(paths).toContain('author.notes.author');
    expect(paths).toContain('comments.comments.comments');
    expect(Math.max(...paths.map((path) => path.split('.').length))).toBe(HOPS - 1);
    expect(questions.map(({ path }) => path)).toContain('edges.node.author.notes.author');
  });

  it('reach every field that can be asked for without a required argument', () => {
    const probed = new Set(questions.flatMap(({ probes }) => probes));
    expect(fieldsOf(SMALL).filter((field) => !probed.has(field))).toEqual(['Note.old']);
  });

  it('know which arguments take an id and which a text', () => {
    expect(questions.find(({ field }) => field === 'note')?.idSlots).toEqual([
      { path: ['id'], isList: false },
    ]);
    expect(questions.find(({ field }) => field === 'notes')?.textSlots).toEqual([['search']]);
  });

  it('are made of the committed API as it is', () => {
    const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
    const probed = new Set(questionsAbout(api).flatMap(({ probes }) => probes));
    expect(fieldsOf(api).filter((field) => !probed.has(field))).toEqual([]);
  });
});
