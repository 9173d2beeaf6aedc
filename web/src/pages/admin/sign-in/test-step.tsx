import { Badge, Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { AcceptAssuranceDocument, TestConnectionDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Person } from '../../../ui/person.tsx';
import { Time } from '../../../ui/time.tsx';
import { useOrganization } from '../../organization/organization-context.ts';
import { CheckList } from './check-list.tsx';
import { presetOf, type ConnectionView } from './connection-view.ts';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

type Run = ConnectionView['testRuns'][number];

/** A test run: to the identity provider and back, without signing anybody in. */
export function TestStep({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const { slug } = useOrganization();
  const save = useSave(TestConnectionDocument);
  const [latest, ...earlier] = connection.testRuns;
  const begin = async () => {
    const returnPath = `/o/${slug}/admin/sign-in/${connection.id}`;
    const input = { connectionId: connection.id, returnPath };
    const done = await save.run({ input }, t('connections.test.leaving'));
    if (done) window.location.assign(done.testConnection.redirectUrl);
  };
  return (
    <div className={classes.form}>
      <Notice tone={connection.isTested ? 'good' : 'info'}>
        {connection.isTested ? t('connections.test.good') : t('connections.test.needed')}
      </Notice>
      {connection.archivedAt == null && (
        <Button loading={save.busy} onClick={() => void begin()}>
          {t('connections.test.begin')}
        </Button>
      )}
      {save.failure && <FailureNotice failure={save.failure} />}
      {latest && <TestRun run={latest} />}
      {connection.archivedAt == null && <Assurance connection={connection} />}
      {earlier.length > 0 && (
        <details>
          <summary>{t('connections.test.earlier', { count: earlier.length })}</summary>
          <div className={classes.list}>
            {earlier.map((run) => (
              <TestRun key={run.id} run={run} />
            ))}
          </div>
        </details>
      )}
      {save.dialog}
    </div>
  );
}

function TestRun({ run }: { run: Run }) {
  const t = useText();
  return (
    <article className={classes.card} aria-label={t('connections.test.run', { version: run.version })}>
      <header>
        <div className={classes.name}>
          <Badge color={run.isOk ? 'teal' : 'red'}>
            {run.isOk ? t('connections.test.ok') : t('connections.test.notOk')}
          </Badge>
          <span>{t('connections.version', { version: run.version })}</span>
        </div>
        <span className="k-dim">
          <Person user={run.person ?? null} bare />, <Time at={run.createdAt} />
        </span>
      </header>
      <CheckList label={t('connections.checks')} checks={run.checks} />
      {run.attributes.length > 0 && (
        <>
          <h3>{t('connections.test.attributes')}</h3>
          <Facts rows={run.attributes.map(({ name, values }) => [name, values.join(', ')] as const)} />
        </>
      )}
    </article>
  );
}

/** What the provider said about how the person signed in there: offered, and accepted only by choice. */
function Assurance({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(AcceptAssuranceDocument);
  const { acceptedAssurance, testRuns, id: connectionId, latestVersion: expectedVersion } = connection;
  const seen = testRuns.filter(({ isOk }) => isOk).flatMap(({ assurance }) => assurance);
  const offered = [...new Set([...acceptedAssurance, ...seen])];
  const [values, setValues] = useState<readonly string[]>(acceptedAssurance);
  const usual = presetOf(connection).usualFactors;
  if (offered.length === 0) return null;
  const isChanged = offered.some((value) => values.includes(value) !== acceptedAssurance.includes(value));
  const accept = () =>
    save.run(
      {
        input: {
          connectionId,
          expectedVersion,
          reason: t('connections.assurance.reason'),
          values: [...values],
        },
      },
      t('connections.saved'),
    );
  return (
    <>
      <Checkbox.Group
        label={t('connections.assurance')}
        description={t('connections.assurance.hint')}
        value={[...values]}
        onChange={setValues}
      >
        <div className={classes.choices}>
          {offered.map((value) => (
            <Checkbox
              key={value}
              value={value}
              label={value}
              description={usual.includes(value) ? t('connections.assurance.usual') : undefined}
            />
          ))}
        </div>
      </Checkbox.Group>
      {save.failure && <FailureNotice failure={save.failure} />}
      {isChanged && (
        <Button variant="default" loading={save.busy} onClick={() => void accept()}>
          {t('connections.assurance.save')}
        </Button>
      )}
      {save.dialog}
    </>
  );
}
