import { Button } from '@mantine/core';
import { RestoreConnectionDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Person } from '../../../ui/person.tsx';
import { Time } from '../../../ui/time.tsx';
import type { ConnectionView } from './connection-view.ts';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

type Version = ConnectionView['versions'][number];

/** Every version with what it changed; an earlier one can come back. */
export function ConnectionHistory({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(RestoreConnectionDocument);
  const { id: connectionId, latestVersion: expectedVersion, archivedAt } = connection;
  const restore = (version: number) => {
    const reason = t('connections.restore.reason', { version });
    void save.run(
      { input: { connectionId, version, expectedVersion, reason } },
      t('connections.restore.done'),
    );
  };
  return (
    <>
      {save.failure && <FailureNotice failure={save.failure} />}
      <ol className={classes.list}>
        {connection.versions.map((each) => (
          <li key={each.version} className={classes.card}>
            <header>
              <div className={classes.name}>
                <h3>{t('connections.version', { version: each.version })}</h3>
                <span className="k-dim">
                  <Person user={each.author ?? null} bare />, <Time at={each.createdAt} />
                </span>
              </div>
              {each.version !== expectedVersion && archivedAt == null && (
                <Button
                  size="xs"
                  variant="default"
                  disabled={save.busy}
                  aria-label={t('connections.restore.label', { version: each.version })}
                  onClick={() => restore(each.version)}
                >
                  {t('connections.restore')}
                </Button>
              )}
            </header>
            <p>{each.reason}</p>
            <Changes version={each} />
          </li>
        ))}
      </ol>
      {save.dialog}
    </>
  );
}

function Changes({ version }: { version: Version }) {
  const t = useText();
  const [first, ...others] = version.changes;
  if (!first) return <p className="k-dim">{t('connections.changes.none')}</p>;
  return (
    <details>
      <summary>{t('connections.changes', { count: others.length + 1 })}</summary>
      <ul className={classes.diff}>
        {version.changes.map(({ field, before, after }) => (
          <li key={field}>
            <span className={classes.mono}>{field}</span>: {before ? <del>{short(before)}</del> : null}{' '}
            {after ? <ins>{short(after)}</ins> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

const short = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
