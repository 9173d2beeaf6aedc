import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import {
  MembersDocument,
  UpdateDocumentDetailsDocument,
  type UpdateDocumentDetailsInput,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Person } from '../../../ui/person.tsx';
import { Time } from '../../../ui/time.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { Attachments } from '../../files/attachments.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import classes from './details.module.css';

const CLASSIFICATIONS = ['PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'] as const;

/** What is known about a document; those who may write change it here. */
export default function DetailsPanel({ document }: { document: DocumentView }) {
  const t = useText();
  const [, setParams] = useSearchParams();
  const mayChange = can(document.viewerCan, 'DOCUMENT_WRITE') && !document.archivedAt && !document.trashedAt;
  const close = () =>
    setParams((before) => {
      before.delete('panel');
      return before;
    });
  return (
    <section aria-label={t('details.title')} className={classes.panel}>
      <header>
        <h2>{t('details.title')}</h2>
        <ActionIcon onClick={close} aria-label={t('action.close')}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      {mayChange && <DetailFields document={document} />}
      <Facts
        rows={[
          ...(mayChange
            ? []
            : ([
                [t('document.owner'), <Person key="owner" user={document.owner} />],
                [t('field.classification'), t(`classification.${document.classification}`)],
                [t('field.language'), t(`language.${document.language}`)],
              ] as const)),
          [t('details.created'), <Time key="created" at={document.createdAt} exact />],
          [t('details.changed'), <Time key="changed" at={document.updatedAt} exact />],
          [t('details.words'), String((document.published ?? document.draft)?.wordCount ?? 0)],
        ]}
      />
      {document.space && (
        <Attachments documentId={document.id} spaceId={document.space.id} mayAdd={mayChange} />
      )}
    </section>
  );
}

function DetailFields({ document }: { document: DocumentView }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const update = useAction(UpdateDocumentDetailsDocument);
  const members = useAnswer(MembersDocument, { first: 100 }, { pause: !can(viewerCan, 'MEMBER_READ') });
  const people = (members.data?.organization?.members.edges ?? []).flatMap(({ node }) => node.user ?? []);
  const owner = document.owner;
  const change = async (part: Omit<UpdateDocumentDetailsInput, 'documentId'>) => {
    const { failure } = await update.attempt({ input: { documentId: document.id, ...part } });
    if (failure) saidFailed(failure, t);
    else saidDone(t('details.saved'));
  };
  const options = people.map((user) => ({ value: user.id, label: user.name }));
  if (owner && !people.some(({ id }) => id === owner.id))
    options.push({ value: owner.id, label: owner.name });
  return (
    <div className={classes.fields}>
      <Select
        label={t('document.owner')}
        searchable
        data={options}
        value={owner?.id ?? null}
        allowDeselect={false}
        onChange={(ownerId) => ownerId && void change({ ownerId })}
      />
      <Select
        label={t('field.classification')}
        data={CLASSIFICATIONS.map((value) => ({ value, label: t(`classification.${value}`) }))}
        value={document.classification}
        allowDeselect={false}
        onChange={(value) => value && void change({ classification: value })}
      />
      <Select
        label={t('field.language')}
        description={t('field.language.hint')}
        data={[
          { value: 'DE', label: t('language.DE') },
          { value: 'EN', label: t('language.EN') },
        ]}
        value={document.language}
        allowDeselect={false}
        onChange={(value) => void change({ language: value === 'DE' ? 'DE' : 'EN' })}
      />
      <TextInput
        type="date"
        label={t('field.nextReview')}
        defaultValue={document.nextReviewOn ?? ''}
        key={document.nextReviewOn}
        onBlur={(event) => {
          const value = event.currentTarget.value;
          if (value !== (document.nextReviewOn ?? '')) void change({ nextReviewOn: value || null });
        }}
      />
    </div>
  );
}
