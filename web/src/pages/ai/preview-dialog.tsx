import { Button } from '@mantine/core';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  AiPreviewDocument,
  AiStatusDocument,
  type AiPreviewQuery,
  type AiRequestInput,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AiFailure } from './ai-failure.tsx';
import { partsOf } from './parts-of.ts';
import classes from './preview.module.css';

type Preview = AiPreviewQuery['aiPreview'];
type Message = Preview['messages'][number];

const ROLES: Readonly<Record<string, MessageId>> = {
  system: 'ai.sent.SYSTEM',
  user: 'ai.sent.USER',
};

/** Exactly what would leave the building for a request, placeholders marked; nothing is sent for it. */
export default function PreviewDialog(props: { request: AiRequestInput; onClose: () => void }) {
  const t = useText();
  const answer = useAnswer(AiPreviewDocument, { input: props.request }, { policy: 'network-only' });
  const preview = answer.data?.aiPreview;
  return (
    <Dialog onClose={props.onClose} size="xl" title={t('ai.sent.title')}>
      <div className={classes.stack}>
        <p>{t('ai.sent.text')}</p>
        {answer.failure && !preview && <AiFailure failure={answer.failure} onAgain={answer.reload} />}
        {answer.loading && <ListSkeleton rows={8} />}
        {preview && <Sent preview={preview} />}
        <div className={classes.answers}>
          <Button data-autofocus variant="default" onClick={props.onClose}>
            {t('action.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Sent({ preview }: { preview: Preview }) {
  const t = useText();
  const status = useAnswer(AiStatusDocument, {}).data?.aiStatus;
  const { replacements, messages } = preview;
  if (messages.length === 0) return <Notice>{t('ai.sent.nothing')}</Notice>;
  return (
    <>
      <Facts
        rows={[
          [t('ai.sent.host'), preview.endpoint],
          ...(status?.region ? ([[t('ai.sent.region'), status.region]] as const) : []),
          [t('ai.sent.model'), preview.deployment],
        ]}
      />
      <p>
        {t('ai.sent.masked', { count: replacements.length })} {replacements.length > 0 && t('ai.sent.answer')}{' '}
        {t('ai.sent.tokens', { count: preview.estimatedTokens })}
      </p>
      {preview.isShortened && <Notice>{t('ai.shortened')}</Notice>}
      {messages.map((message, index) => (
        <MessageText key={index} message={message} replacements={replacements} />
      ))}
    </>
  );
}

function MessageText(props: { message: Message; replacements: Preview['replacements'] }) {
  const t = useText();
  const { role, text } = props.message;
  const label = t(ROLES[role] ?? 'ai.sent.USER');
  // Our own instructions explain placeholders by examples; they replace nothing.
  const replaced = role === 'system' ? [] : props.replacements;
  const originals = new Map(replaced.map((one) => [one.placeholder, one.original]));
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      <ScrollRegion label={label} className={classes.message}>
        {partsOf(text, [...originals.keys()]).map((part, index) => {
          const original = originals.get(part);
          if (original === undefined) return <span key={index}>{part}</span>;
          return (
            <mark key={index} title={t('ai.sent.mask', { original })}>
              {part}
            </mark>
          );
        })}
      </ScrollRegion>
    </section>
  );
}
