import { Fragment, type ReactNode } from 'react';
import classes from './contract-text.module.css';

type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'paragraph'; lines: string[] };

/**
 * Reads the plain notation of contracts: lines with `#`, `##`, `###` are headings, lines with `-` lists, an empty line
 * ends a paragraph. Everything else is text as it was written; nothing becomes markup.
 */
export function contractBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const last = open ? blocks.at(-1) : undefined;
    const hashes = /^#{1,3} /.exec(line)?.[0].trim().length ?? 0;
    open = line !== '';
    if (line === '') continue;
    if (hashes > 0) {
      blocks.push({ kind: 'heading', level: (hashes + 1) as 2 | 3 | 4, text: line.slice(hashes + 1) });
      open = false;
    } else if (line.startsWith('- ')) {
      if (last?.kind === 'list') last.items.push(line.slice(2));
      else blocks.push({ kind: 'list', items: [line.slice(2)] });
    } else if (last?.kind === 'paragraph') last.lines.push(line);
    else if (last?.kind === 'list') last.items.push(`${last.items.pop() ?? ''} ${line}`);
    else blocks.push({ kind: 'paragraph', lines: [line] });
  }
  return blocks;
}

/** A contract to be read and printed, in the language it is written in. */
export function ContractText({ text, language }: { text: string; language: 'de' | 'en' }) {
  return (
    <article className={classes.contract} lang={language}>
      {contractBlocks(text).map((block, index) => (
        <Fragment key={index}>{shown(block)}</Fragment>
      ))}
    </article>
  );
}

function shown(block: Block): ReactNode {
  if (block.kind === 'list') {
    return (
      <ul>
        {block.items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    );
  }
  if (block.kind === 'paragraph') {
    return (
      <p>
        {block.lines.map((line, index) => (
          <Fragment key={index}>
            {index > 0 && <br />}
            {line}
          </Fragment>
        ))}
      </p>
    );
  }
  const Heading = `h${block.level}` as const;
  return <Heading>{block.text}</Heading>;
}
