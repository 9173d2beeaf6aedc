import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { HOPS } from './question-paths.js';
import { fieldsOf, questionsAbout } from './questions.js';

const SMALL = buildSchema(`
  type Query { note(id: ID!): Note notes(first: Int, search: String): NoteConnection! }
  type NoteConnection { edges: [NoteEdge!]! totalCount: Int! }
  type NoteEdge { cursor: String! node: Note! }
  type Note { id: ID! text: String author: User comments(first: Int, by: ID, search: String): [Note!]! old(version: Int!): Note }
  type User { id: ID! name: String! notes: [Note!]! copy(noteId: ID!, texts: [CopyInput!]!): Copy! }
  type Copy { id: ID! text: String! of: Note }
  input CopyInput { user: ID! text: String }
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

  it('reach every field, also one that needs arguments', () => {
    const probed = new Set(questions.flatMap(({ probes }) => probes));
    expect(fieldsOf(SMALL).filter((field) => !probed.has(field))).toEqual([]);
    expect(probed).toContain('Note.old');
  });

  it('ask below the root with ids and texts of all kinds, once on the shortest way', () => {
    const opening = questions.filter(({ opened }) => opened.includes('User.copy'));
    expect(new Set(opening.map(({ openedAt }) => openedAt))).toEqual(new Set(['author.copy']));
    const [copy] = opening;
    expect(copy?.document).toContain('copy(noteId: $User_copy_noteId, texts: $User_copy_texts)');
    expect(copy?.document).toContain('$User_copy_noteId: ID!, $User_copy_texts: [CopyInput!]!');
    expect(copy?.idSlots.map(({ name, returned }) => [name, returned])).toEqual([
      ['id', 'Note'],
      ['noteId', 'Copy'],
      ['user', 'Copy'],
    ]);
    const comments = questions.find(({ opened }) => opened.includes('Note.comments'));
    expect(comments?.path).toBe('comments');
    expect(comments?.textSlots).toEqual([['Note_comments_search']]);
    expect(comments?.idSlots.map(({ path }) => path)).toEqual([['id'], ['Note_comments_by']]);
    expect(questions.filter(({ path }) => path === 'edges.node.comments')[0]?.idSlots).toEqual([]);
  });

  it('know which arguments take an id and which a text', () => {
    expect(questions.find(({ field }) => field === 'note')?.idSlots).toEqual([
      { path: ['id'], isList: false, name: 'id', returned: 'Note' },
    ]);
    expect(questions.find(({ field }) => field === 'notes')?.textSlots).toEqual([['search']]);
  });

  it('are made of the committed API as it is', () => {
    const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
    const probed = new Set(questionsAbout(api).flatMap(({ probes }) => probes));
    expect(fieldsOf(api).filter((field) => !probed.has(field))).toEqual([]);
    const opening = questionsAbout(api).filter(({ opened }) => opened.length > 0);
    expect(opening.flatMap(({ document }) => validate(api, parse(document)))).toEqual([]);
    expect(new Set(opening.flatMap(({ opened }) => opened))).toContain('Organization.members');
  });
});
