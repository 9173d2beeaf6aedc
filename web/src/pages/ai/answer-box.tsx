import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconPlayerStopFilled, IconRefresh } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useText } from '../../i18n/text.ts';
import { plainAnswer } from '../../ui/answer/answer-text.ts';
import { AnswerView } from '../../ui/answer/answer-view.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AiFailure, Filtered } from './ai-failure.tsx';
import type { AiCitation } from './ai-events.ts';
import { isRunning, type AiState } from './ai-state.ts';
import { SourceChip, SourceList } from './sources.tsx';
import type { AiAnswer } from './use-ai-answer.ts';
import { useSecondsSince, useSecondsUntil } from './use-seconds.ts';
import classes from './ai.module.css';

/** An answer as it comes: its text, how it goes, stopping it, its sources, copying it. */
export function AnswerBox(props: {
  answer: AiAnswer;
  /** The question that it answers. */
  title?: string | null | undefined;
  /** Lists the passages below; a summary has only the one document. */
  withSources?: boolean;
  /** The text stands elsewhere, as a suggestion: only how it went is shown. */
  hidesText?: boolean;
  lang?: string;
}) {
  const t = useText();
  const { state, again } = props.answer;
  const running = isRunning(state);
  const { citations, sources } = state;
  const known = useMemo(() => new Set(citations.map(({ number }) => number)), [citations]);
  const isDraft = useCallback(
    ({ versionId }: AiCitation) => sources.some((one) => one.versionId === versionId && !one.isPublished),
    [sources],
  );
  const cite = useCallback(
    (number: number) => {
      const source = citations.find((one) => one.number === number);
      return source ? <SourceChip source={source} isDraft={isDraft(source)} /> : null;
    },
    [citations, isDraft],
  );
  if (state.phase === 'idle') return null;
  return (
    <section
      className={classes.box}
      aria-label={t('ai.answer')}
      data-phase={state.phase}
      data-bare={props.hidesText || undefined}
    >
      {props.title && <h2 className={classes.title}>{props.title}</h2>}
      <Progress answer={props.answer} />
      {/* Read out once it is whole: word by word nobody could follow (WCAG 4.1.3). */}
      <div className={classes.text} aria-live="polite" aria-busy={running} data-testid="ai-answer">
        {state.text !== '' && !props.hidesText && (
          <AnswerView text={state.text} known={known} cite={cite} lang={props.lang} />
        )}
      </div>
      <Ending answer={props.answer} />
      {!running && state.text !== '' && (
        <>
          <div className={classes.actions}>
            <Copy text={plainAnswer(state.text)} />
            {state.phase !== 'failed' && <Again onAgain={again} />}
          </div>
          {props.withSources && citations.length > 0 && <SourceList sources={citations} isDraft={isDraft} />}
          <p className={classes.note}>{t(props.hidesText ? 'rewrite.note' : 'ai.answer.note')}</p>
        </>
      )}
    </section>
  );
}

function Progress({ answer: { state, stop } }: { answer: AiAnswer }) {
  const t = useText();
  const running = isRunning(state);
  const seconds = useSecondsSince(state.startedAt, running ? null : state.endedAt);
  const waits = useSecondsUntil(state.waitsUntil);
  const says = state.phase === 'writing' ? t('ai.writing') : t('ai.sending');
  return (
    <div className={classes.progress}>
      <span role="status">
        {running ? <span className={classes.pulse}>{says}</span> : null}
        {state.phase === 'done' && <span className="k-quiet">{t('ai.finished')}</span>}
      </span>
      {running && waits > 0 && <span>{t('ai.waiting', { seconds: waits })}</span>}
      {running && (
        <>
          <span className={classes.elapsed}>{t('ai.elapsed', { seconds })}</span>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerStopFilled size={13} aria-hidden />}
            onClick={stop}
          >
            {t('ai.stop')}
          </Button>
        </>
      )}
    </div>
  );
}

function Ending({ answer: { state, again } }: { answer: AiAnswer }) {
  const t = useText();
  const retry = state.text === '' && (
    <Button size="compact-sm" variant="default" onClick={again}>
      {t('ai.again')}
    </Button>
  );
  switch (state.phase) {
    case 'done':
      return <Outcome state={state} />;
    case 'stopped':
      return <Notice actions={retry}>{t('ai.stopped')}</Notice>;
    case 'broken':
      return (
        <div role="alert">
          <Notice tone="warn" actions={retry}>
            {t('ai.broken')}
          </Notice>
        </div>
      );
    case 'expired':
      return <Notice tone="warn">{t('ai.expired')}</Notice>;
    case 'withdrawn':
      return (
        <div role="alert">
          <Notice tone="bad">{t('ai.withdrawn')}</Notice>
        </div>
      );
    case 'failed':
      return state.failure && <AiFailure failure={state.failure} onAgain={again} />;
    default:
      return null;
  }
}

function Outcome({ state: { outcome, message, isShortened } }: { state: AiState }) {
  const t = useText();
  if (outcome === 'FILTERED') return <Filtered />;
  return (
    <>
      {outcome !== 'ANSWERED' && <Notice>{message}</Notice>}
      {isShortened && <Notice>{t('ai.shortened')}</Notice>}
    </>
  );
}

function Copy({ text }: { text: string }) {
  const t = useText();
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          onClick={copy}
        >
          {copied ? t('action.copied') : t('action.copy')}
        </Button>
      )}
    </CopyButton>
  );
}

function Again({ onAgain }: { onAgain: () => void }) {
  const t = useText();
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      onClick={onAgain}
    >
      {t('ai.again')}
    </Button>
  );
}
