import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { IntlProvider } from 'react-intl';
import { en } from '../../i18n/en/en.ts';
import { asBody, outlineOf, type BodyNode } from './body.ts';
import { differing } from './differing.ts';
import { Prose } from './prose.tsx';
import { ProseFilesContext, type ProseFiles } from './prose-files.ts';

const paragraph = (text: string, href?: string): BodyNode => ({
  type: 'paragraph',
  content: [
    { type: 'text', text, ...(href === undefined ? {} : { marks: [{ type: 'link', attrs: { href } }] }) },
  ],
});
const doc = (...content: BodyNode[]): BodyNode => ({ type: 'doc', content });
const html = (body: BodyNode) => renderToStaticMarkup(createElement(Prose, { body }));

describe('A body for reading', () => {
  it('links to the web, to mail and inside the site', () => {
    expect(html(doc(paragraph('a', 'https://example.org/')))).toContain('href="https://example.org/"');
    expect(html(doc(paragraph('a', '/o/acme')))).toContain('href="/o/acme"');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'JAVASCRIPT:alert(1)'])(
    'shows the text but no link to %s',
    (href) => {
      const shown = html(doc(paragraph('klick', href)));
      expect(shown).toContain('klick');
      expect(shown).not.toContain('href');
    },
  );

  it('escapes markup in text and ignores nodes and marks that it does not know', () => {
    const strange = {
      type: 'iframe',
      attrs: { src: 'https://evil.example' },
      content: [{ type: 'text', text: '<b>' }],
    };
    const shown = html(doc(strange));
    expect(shown).toContain('&lt;b&gt;');
    expect(shown).not.toContain('iframe');
  });

  const picture = (fileId: string, alt: string): BodyNode => ({ type: 'image', attrs: { fileId, alt } });
  const files: ProseFiles = {
    pictureAddress: (fileId) => `/o/acme/files/${fileId}/preview`,
    FileCard: ({ name }) => createElement('b', null, name),
    enlarge: () => undefined,
  };
  const inOrganization = (body: BodyNode) =>
    renderToStaticMarkup(
      createElement(
        IntlProvider,
        { locale: 'en', messages: en },
        createElement(ProseFilesContext, { value: files }, createElement(Prose, { body })),
      ),
    );

  it('shows pictures by the address of their file, with their words, and files by their names', () => {
    const shown = inOrganization(
      doc(picture('f1', 'A "plan"'), { type: 'file', attrs: { fileId: 'f2', name: '<b>.pdf' } }),
    );
    expect(shown).toContain('src="/o/acme/files/f1/preview"');
    expect(shown).toContain('alt="A &quot;plan&quot;"');
    expect(shown).toContain('<b>&lt;b&gt;.pdf</b>');
  });

  it('takes no address from a body', () => {
    const strange = {
      type: 'image',
      attrs: { src: 'https://evil.example/x.png', fileId: 'f1', srcset: 'https://evil.example/y.png' },
    };
    expect(inOrganization(doc(strange))).not.toContain('evil');
    expect(inOrganization(doc({ type: 'image', attrs: { src: '//evil.example' } }))).not.toContain('<img');
  });

  it('knows another picture under the same words as different', () => {
    expect([...differing(doc(picture('a', 'x')), doc(picture('b', 'x')))]).toEqual([0]);
  });

  it('starts its headings one level below the title and lists them', () => {
    const heading = { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Zweck' }] };
    const body = doc(paragraph('davor'), heading);
    expect(html(body)).toContain('<h2 id="p-2">Zweck</h2>');
    expect(outlineOf(body)).toEqual([{ id: 'p-2', level: 1, text: 'Zweck' }]);
  });

  it('is empty for what is no body', () => {
    expect(outlineOf(asBody(null))).toEqual([]);
  });

  it('marks the paragraphs that the other side of a conflict lacks, each occurrence once', () => {
    const mine = doc(paragraph('a'), paragraph('b'), paragraph('a'));
    expect([...differing(mine, doc(paragraph('a'), paragraph('c')))]).toEqual([1, 2]);
  });
});
