import { createContext, memo, use, useMemo, type ReactNode } from 'react';
import { fileIdsOf } from '#schema/document-model/files.js';
import { isAllowedHref } from '#schema/document-model/links.js';
import { anchorOf, levelOf, type BodyNode } from './body.ts';
import { pictureOf, picturesOf, useProseFiles, type ProsePicture } from './prose-files.ts';
import { ProsePictureView } from './prose-picture.tsx';
import classes from './prose.module.css';

/** What is in the text as a whole, for the pictures and files in it. */
const BodyContext = createContext<{ pictures: readonly ProsePicture[]; fileIds: readonly string[] }>({
  pictures: [],
  fileIds: [],
});

/**
 * Shows a body for reading, without the editor. Elements are built from the known node types only: unknown ones
 * fall back to their text, links that are not allowed to plain text (THREATS 33).
 */
export const Prose = memo(function Prose(props: {
  body: BodyNode;
  lang?: string;
  /** Top-level indexes to mark as different. */
  marked?: ReadonlySet<number>;
}) {
  const { body } = props;
  const whole = useMemo(
    () => ({ pictures: picturesOf(body), fileIds: fileIdsOf(body as Parameters<typeof fileIdsOf>[0]) }),
    [body],
  );
  return (
    <BodyContext value={whole}>
      <div className={classes.prose} lang={props.lang}>
        {(body.content ?? []).map((node, index) => (
          <Block key={index} node={node} id={anchorOf(index)} marked={props.marked?.has(index)} />
        ))}
      </div>
    </BodyContext>
  );
});

function Block({ node, id, marked }: { node: BodyNode; id?: string; marked?: boolean }) {
  const content = children(node);
  const common = { id, 'data-marked': marked || undefined };
  switch (node.type) {
    case 'heading': {
      // The page's own title is the h1: the text starts one level below it.
      const Tag = `h${levelOf(node) + 1}` as 'h2' | 'h3' | 'h4' | 'h5';
      return <Tag {...common}>{content}</Tag>;
    }
    case 'bulletList':
      return <ul {...common}>{content}</ul>;
    case 'orderedList':
      return (
        <ol {...common} start={typeof node.attrs?.start === 'number' ? node.attrs.start : undefined}>
          {content}
        </ol>
      );
    case 'listItem':
      return <li {...common}>{content}</li>;
    case 'blockquote':
      return <blockquote {...common}>{content}</blockquote>;
    case 'codeBlock':
      return (
        // A wide block scrolls; so that the keyboard can scroll it too, it takes focus (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        <pre {...common} tabIndex={0}>
          <code>{content}</code>
        </pre>
      );
    case 'horizontalRule':
      return <hr {...common} />;
    case 'image':
      return (
        <figure {...common}>
          <Picture node={node} />
        </figure>
      );
    case 'file':
      return (
        <div {...common}>
          <File node={node} />
        </div>
      );
    default:
      return <p {...common}>{content}</p>;
  }
}

function Picture({ node }: { node: BodyNode }) {
  const files = useProseFiles();
  const { pictures } = use(BodyContext);
  const picture = pictureOf(node);
  if (!picture) return null;
  const index = pictures.findIndex(({ fileId }) => fileId === picture.fileId);
  return (
    <ProsePictureView
      picture={picture}
      onEnlarge={files ? () => files.enlarge(pictures, Math.max(index, 0)) : undefined}
    />
  );
}

function File({ node }: { node: BodyNode }) {
  const files = useProseFiles();
  const { fileIds } = use(BodyContext);
  const { fileId, name } = node.attrs ?? {};
  if (typeof fileId !== 'string' || typeof name !== 'string') return null;
  return files ? <files.FileCard fileId={fileId} name={name} all={fileIds} /> : <bdi>{name}</bdi>;
}

function children(node: BodyNode): ReactNode {
  return (node.content ?? []).map((child, index) => {
    if (child.type === 'text') return <Inline key={index} node={child} />;
    if (child.type === 'hardBreak') return <br key={index} />;
    return <Block key={index} node={child} />;
  });
}

function Inline({ node }: { node: BodyNode }) {
  return (node.marks ?? []).reduceRight<ReactNode>((inner, mark) => {
    switch (mark.type) {
      case 'bold':
        return <strong>{inner}</strong>;
      case 'italic':
        return <em>{inner}</em>;
      case 'underline':
        return <u>{inner}</u>;
      case 'strike':
        return <s>{inner}</s>;
      case 'code':
        return <code>{inner}</code>;
      case 'link':
        return <SafeLink href={mark.attrs?.href}>{inner}</SafeLink>;
      default:
        return inner;
    }
  }, node.text);
}

function SafeLink({ href, children: inner }: { href: unknown; children: ReactNode }) {
  if (!isAllowedHref(href)) return inner;
  if (href.startsWith('/')) return <a href={href}>{inner}</a>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {inner}
    </a>
  );
}
