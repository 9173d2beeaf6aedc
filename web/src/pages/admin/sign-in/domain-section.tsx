import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { AddDomainDocument, DomainsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import type { ConnectionItem } from './connection-view.ts';
import { DomainRow } from './domain-row.tsx';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

/** Domains of the Organization: proving them, and where their people are led. */
export function DomainSection({
  connections,
}: {
  connections: readonly Pick<ConnectionItem, 'id' | 'name' | 'archivedAt'>[];
}) {
  const t = useText();
  const answer = useAnswer(DomainsDocument, {});
  const domains = answer.data?.domains;
  return (
    <Section title={t('domains.title')} text={t('domains.text')}>
      <AddDomain />
      {answer.failure && !domains && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {!domains && !answer.failure && <ListSkeleton rows={2} />}
      <ul className={classes.list}>
        {domains?.map((domain) => (
          <DomainRow
            key={domain.id}
            domain={domain}
            connections={connections.filter(({ archivedAt }) => archivedAt === null)}
          />
        ))}
      </ul>
    </Section>
  );
}

function AddDomain() {
  const t = useText();
  const save = useSave(AddDomainDocument);
  const [domain, setDomain] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await save.run({ input: { domain } }, t('domains.added'))) setDomain('');
  };
  const beside = save.failureBeside(['domain']);
  return (
    <>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <div className={classes.beside}>
          <TextInput
            label={t('domains.new')}
            placeholder={t('domains.new.example')}
            required
            withAsterisk={false}
            value={domain}
            error={save.errorOf('domain')}
            onChange={(event) => setDomain(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={save.busy}>
            {t('domains.add')}
          </Button>
        </div>
        {beside && <FailureNotice failure={beside} />}
      </form>
      {save.dialog}
    </>
  );
}
