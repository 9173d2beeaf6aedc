import { describe, expect, it } from 'vitest';
import { FAKE_SDL } from '../testing/fake-sdl.js';
import { compose, CompositionError, type SubgraphSdl } from './compose.js';

const change = (name: string, from: string | RegExp, to: string): SubgraphSdl[] =>
  FAKE_SDL.map((each) => (each.name === name ? { name, sdl: each.sdl.replace(from, to) } : each));

const message = (subgraphs: readonly SubgraphSdl[]): string => {
  try {
    compose(subgraphs);
  } catch (error) {
    if (error instanceof CompositionError) return error.message;
    throw error;
  }
  return 'it composed';
};

describe('Composition', () => {
  it('keeps @audit in the supergraph and lists the actions', () => {
    const { supergraphSdl, apiSdl, actions } = compose(FAKE_SDL);
    expect(supergraphSdl).toContain('@audit(action: "note.write", subject: "Note")');
    expect(
      actions.map(({ action, mutation, subgraph, alone }) => [action, mutation, subgraph, alone]),
    ).toEqual([
      ['note.write', 'write', 'notes', false],
      ['session.sign_in', 'signIn', 'people', false],
      ['session.sign_out', 'signOut', 'people', false],
    ]);
    expect(apiSdl).not.toMatch(/@|_entities|_service|join__/);
  });

  it('fails for a mutation without @audit and says how to add it', () => {
    const text = message(change('notes', '@audit(action: "note.write", subject: "Note")', ''));
    expect(text).toMatch(/^Mutation\.write \(notes\) has no @audit: add @Directive\(/);
  });

  it('fails when @audit is lost on the way', () => {
    const bare = FAKE_SDL.map(({ name, sdl }) => ({
      name,
      sdl: sdl.replace(/@composeDirective\(name: "@audit"\)/, ''),
    }));
    expect(message(bare)).toMatch(/The supergraph lost @audit of Mutation\.signIn: .*@composeDirective/);
  });

  it('fails when two mutations share an action', () => {
    expect(message(change('people', 'session.sign_out', 'session.sign_in'))).toMatch(
      /recorded by signIn and signOut/,
    );
  });

  it('fails when subgraphs contradict each other', () => {
    expect(message(change('people', 'name: String }', 'name: String text: Nothing }'))).not.toBe(
      'it composed',
    );
  });
});
