import { Button } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { AiStatusDocument, type AiRequestInput } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';
import { isRunning, isWhole } from '../ai-state.ts';
import { AnswerBox } from '../answer-box.tsx';
import { OffNotice } from '../off-notice.tsx';
import { PreviewButton } from '../preview-button.tsx';
import { useAiAnswer } from '../use-ai-answer.ts';
import { HowField, isLanguage, type How } from './how-field.tsx';
import { replacePassage, type Passage } from './passage.ts';
import { Suggestion } from './suggestion.tsx';
import classes from './rewrite.module.css';

const LONGEST = 12_000;

/** Suggests another text for the selected passage; the text changes only when the person takes the suggestion over. */
export default function RewriteDialog(props: {
  editor: Editor;
  passage: Passage;
  /** Where the passage stands: its classification may keep it from the model. */
  documentId: string;
  lang: string;
  onClose: () => void;
}) {
  const t = useText();
  const { slug } = useOrganization();
  const { editor, passage } = props;
  const [how, setHow] = useState<How>('CLEARER');
  const [stale, setStale] = useState(false);
  const answer = useAiAnswer(slug);
  const isOn = useAnswer(AiStatusDocument, {}).data?.aiStatus.available ?? false;
  const request = requestOf(how, passage.text, props.documentId);
  const { state, clear } = answer;
  const unfit = passage.hasCode
    ? t('rewrite.code')
    : passage.text.length > LONGEST
      ? t('rewrite.tooLong', { count: LONGEST })
      : null;
  const isThere = isWhole(state);
  const apply = () => {
    const change = replacePassage(editor.state, passage, state.text);
    if (!change) {
      setStale(true);
      return;
    }
    editor.view.dispatch(change.scrollIntoView());
    const after = editor.state.doc;
    saidDone(t('rewrite.applied'), {
      label: t('action.undo'),
      run: () => void (editor.state.doc.eq(after) && editor.commands.undo()),
    });
    props.onClose();
  };
  return (
    <Dialog onClose={props.onClose} size="lg" title={t('rewrite.title')}>
      <div className={classes.stack}>
        <OffNotice />
        {unfit && <Notice tone="warn">{unfit}</Notice>}
        <HowField
          value={how}
          onChange={(next) => {
            clear();
            setHow(next);
          }}
        />
        {isThere ? (
          <Suggestion passage={passage} text={state.text} how={how} lang={props.lang} />
        ) : (
          <ScrollRegion label={t('rewrite.before')} className={classes.text}>
            <span lang={props.lang}>{passage.text}</span>
          </ScrollRegion>
        )}
        {state.phase !== 'idle' && <AnswerBox answer={answer} hidesText={isThere} />}
        {stale && <Notice tone="bad">{t('rewrite.changed')}</Notice>}
        <div className={classes.answers}>
          <PreviewButton request={isOn && !unfit ? request : null} />
          <Button variant="default" onClick={props.onClose}>
            {t('action.cancel')}
          </Button>
          {isThere ? (
            <Button onClick={apply}>{t('rewrite.apply')}</Button>
          ) : (
            <Button
              data-autofocus
              disabled={!isOn || unfit !== null}
              loading={isRunning(state)}
              onClick={() => answer.start(request)}
            >
              {t('rewrite.start')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function requestOf(how: How, text: string, documentId: string): AiRequestInput {
  return isLanguage(how)
    ? { kind: 'TRANSLATE', text, documentId, language: how }
    : { kind: 'REWRITE', text, documentId, style: how };
}
