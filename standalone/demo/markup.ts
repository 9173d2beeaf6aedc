import { checkBody, type CheckedBody } from '#schema/document-model/check-body.js';
import type { BodyNode } from '#schema/document-model/schema.js';

/**
 * Turns the small markup of the demo's texts into a checked document body.
 *
 * Known are `## headings`, `- lists`, `1. lists`, `> quotes`, `---`, **bold**, *italic* and [links](https://…);
 * everything between empty lines is one block. Throws when the document model refuses the result.
 */
export function bodyOf(markup: string): CheckedBody {
  const blocks = markup
    .trim()
    .split(/\n\s*\n/)
    .map((block) => blockOf(block.trim()));
  const checked = checkBody({ type: 'doc', content: blocks });
  if (!checked.ok)
    throw new Error(`The demo has a text that the document model refuses: ${checked.problem.en}`);
  return checked.value;
}

function blockOf(block: string): BodyNode {
  const heading = /^(#{2,4}) (.+)$/.exec(block);
  if (heading?.[1] && heading[2]) {
    return { type: 'heading', attrs: { level: heading[1].length - 1 }, content: inline(heading[2]) };
  }
  if (block === '---') return { type: 'horizontalRule' };
  if (block.startsWith('> ')) {
    return { type: 'blockquote', content: [paragraph(joinLines(block.replace(/^> ?/gm, '')))] };
  }
  if (block.startsWith('- ')) return { type: 'bulletList', content: items(block, /^- /) };
  if (/^1\. /.test(block)) {
    return { type: 'orderedList', attrs: { start: 1, type: null }, content: items(block, /^\d+\. /) };
  }
  return paragraph(joinLines(block));
}

/** A line that begins with the mark begins an item; others go on in it. */
function items(block: string, mark: RegExp): BodyNode[] {
  const texts: string[] = [];
  for (const line of block.split('\n')) {
    if (mark.test(line)) texts.push(line.replace(mark, ''));
    else texts.push(`${texts.pop() ?? ''} ${line.trim()}`);
  }
  return texts.map((text) => ({ type: 'listItem', content: [paragraph(text)] }));
}

const paragraph = (text: string): BodyNode => ({ type: 'paragraph', content: inline(text) });
const joinLines = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

const INLINE = /\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)]+)\)/g;

function inline(text: string): BodyNode[] {
  const nodes: BodyNode[] = [];
  const add = (value: string | undefined, ...marks: NonNullable<BodyNode['marks']>): void => {
    if (value) nodes.push({ type: 'text', text: value, ...(marks.length > 0 ? { marks } : {}) });
  };
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, italic, label, href] = match;
    add(text.slice(end, match.index));
    add(bold, { type: 'bold' });
    add(italic, { type: 'italic' });
    if (label && href) add(label, { type: 'link', attrs: { href } });
    end = match.index + whole.length;
  }
  add(text.slice(end));
  return nodes;
}
