import { Fragment, memo, useDeferredValue, useMemo, type ReactNode } from 'react';
import { readAnswer, type AnswerBlock, type Inline } from './answer-text.ts';
import classes from './answer.module.css';

/**
 * Shows the answer of a model, finished or still coming. It is built from words alone: no image, no link and no
 * markup of the model's becomes an element; `cite` shows the number of a source that was really sent.
 */
export const AnswerView = memo(function AnswerView(props: {
  text: string;
  /** Numbers that are sources; others stay text. */
  known: ReadonlySet<number>;
  cite: (number: number) => ReactNode;
  lang?: string | undefined;
}) {
  const text = useDeferredValue(props.text);
  const blocks = useMemo(() => readAnswer(text, props.known), [text, props.known]);
  return (
    <div className={classes.answer} lang={props.lang}>
      {blocks.map((block, index) => (
        <Block key={index} block={block} cite={props.cite} />
      ))}
    </div>
  );
});

function Block({ block, cite }: { block: AnswerBlock; cite: (number: number) => ReactNode }) {
  switch (block.kind) {
    case 'heading':
      return (
        <p className={classes.heading}>
          <Line content={block.content} cite={cite} />
        </p>
      );
    case 'list': {
      const Tag = block.ordered ? 'ol' : 'ul';
      return (
        <Tag>
          {block.items.map((item, index) => (
            <li key={index}>
              <Line content={item} cite={cite} />
            </li>
          ))}
        </Tag>
      );
    }
    case 'code':
      return (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide block scrolls by keyboard (WCAG 2.1.1)
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    default:
      return (
        <p>
          <Line content={block.content} cite={cite} />
        </p>
      );
  }
}

function Line({ content, cite }: { content: readonly Inline[]; cite: (number: number) => ReactNode }) {
  return content.map((one, index) => {
    if (one.kind === 'citation') return <Fragment key={index}>{cite(one.number)}</Fragment>;
    if (one.mark === 'strong') return <strong key={index}>{one.text}</strong>;
    if (one.mark === 'em') return <em key={index}>{one.text}</em>;
    if (one.mark === 'code') return <code key={index}>{one.text}</code>;
    return <Fragment key={index}>{one.text}</Fragment>;
  });
}
