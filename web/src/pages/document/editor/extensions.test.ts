import { getSchema } from '@tiptap/react';
import { describe, expect, it } from 'vitest';
import { MARK_ATTRIBUTES, NODE_ATTRIBUTES } from '#schema/document-model/attributes.js';
import { checkBody } from '#schema/document-model/check-body.js';
import { documentSchema } from '#schema/document-model/schema.js';
import { FileNode, ImageNode } from './file-nodes.ts';
import { textExtensions } from './text-extensions.ts';

const FILE = '019a0000-0000-7000-8000-00000000000a';
const editor = getSchema([...textExtensions, ImageNode, FileNode]);

describe('the editor and the document model', () => {
  it('know the same nodes and marks, nested in the same way', () => {
    expect(Object.keys(documentSchema.nodes).sort()).toEqual(Object.keys(editor.nodes).sort());
    expect(Object.keys(documentSchema.marks).sort()).toEqual(Object.keys(editor.marks).sort());
    for (const [name, type] of Object.entries(documentSchema.nodes)) {
      expect([name, type.spec.content ?? ''], name).toEqual([name, editor.nodes[name]?.spec.content ?? '']);
      expect(type.isInline, name).toBe(editor.nodes[name]?.isInline);
    }
    for (const [name, type] of Object.entries(documentSchema.marks)) {
      const excluded = (other: string) => type.excludes(documentSchema.marks[other]!);
      const excludedThere = (other: string) => editor.marks[name]!.excludes(editor.marks[other]!);
      for (const other of Object.keys(documentSchema.marks))
        expect(excluded(other)).toBe(excludedThere(other));
    }
  });

  it('know the same attributes with the same defaults', () => {
    const attributesOf = (spec: { attrs?: Record<string, unknown> } | undefined) =>
      Object.keys(spec?.attrs ?? {}).sort();
    for (const [name, type] of Object.entries(editor.nodes)) {
      expect(Object.keys(NODE_ATTRIBUTES[name] ?? {}).sort(), name).toEqual(attributesOf(type.spec));
    }
    for (const [name, type] of Object.entries(editor.marks)) {
      const known = Object.keys(MARK_ATTRIBUTES[name] ?? {});
      for (const attribute of attributesOf(type.spec)) expect(known, name).toContain(attribute);
    }
  });

  it('agree on what the editor makes of an empty document and of every node', () => {
    for (const [name, type] of Object.entries(editor.nodes)) {
      if (!type.isBlock || name === 'doc' || name === 'listItem') continue;
      const needed = { heading: { level: 1 }, image: { fileId: FILE }, file: { fileId: FILE, name: 'x' } };
      const node = type.createAndFill(needed[name as keyof typeof needed] ?? null);
      expect(checkBody({ type: 'doc', content: [node?.toJSON()] }).ok, name).toBe(true);
    }
    expect(checkBody(editor.topNodeType.createAndFill()?.toJSON()).ok).toBe(true);
  });
});
