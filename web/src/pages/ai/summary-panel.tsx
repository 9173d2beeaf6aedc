import { ActionIcon, Button } from '@mantine/core';
import { IconSparkles, IconX } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { AiStatusDocument, type AiRequestInput } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import type { DocumentView } from '../document/document-context.ts';
import { useOrganization } from '../organization/organization-context.ts';
import details from '../document/parts/details.module.css';
import { AnswerBox } from './answer-box.tsx';
import { OffNotice } from './off-notice.tsx';
import { PreviewButton } from './preview-button.tsx';
import { useAiAnswer } from './use-ai-answer.ts';
import classes from './ask.module.css';

/** Beside a document: a summary of the version on the page, asked for by a button and by nothing else. */
export default function SummaryPanel({ document, isDraft }: { document: DocumentView; isDraft: boolean }) {
  const t = useText();
  const { slug } = useOrganization();
  const [, setParams] = useSearchParams();
  const answer = useAiAnswer(slug);
  const isOn = useAnswer(AiStatusDocument, {}).data?.aiStatus.available ?? false;
  const shown = isDraft ? document.draft : document.published;
  const version = shown?.number ?? 0;
  const request: AiRequestInput = {
    kind: 'SUMMARISE',
    documentId: document.id,
    versionId: shown?.id ?? null,
  };
  const close = () =>
    setParams((before) => {
      before.delete('panel');
      return before;
    });
  return (
    <section aria-label={t('summary.title')} className={details.panel}>
      <header>
        <h2>{t('summary.title')}</h2>
        <ActionIcon onClick={close} aria-label={t('action.close')}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <OffNotice />
      {isOn && (
        <>
          <p>{t('summary.text')}</p>
          <p className="k-dim">{t('summary.of', { version })}</p>
          {answer.state.phase === 'idle' && (
            <div className={classes.buttons}>
              <Button
                size="xs"
                leftSection={<IconSparkles size={15} aria-hidden />}
                onClick={() => answer.start(request)}
              >
                {t('summary.start')}
              </Button>
              <PreviewButton request={request} />
            </div>
          )}
          <AnswerBox answer={answer} withSources lang={document.language.toLowerCase()} />
        </>
      )}
    </section>
  );
}
