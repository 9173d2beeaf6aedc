import { useDebouncedValue } from '@mantine/hooks';
import { diffRoles } from '#schema/role-diff.js';
import { useAnswer } from '../../../client/use-answer.ts';
import { RolePreviewDocument, type Permission } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PermissionChanges } from './permission-changes.tsx';
import { usePermissionWords } from './permission-words.ts';
import type { RoleView } from './role-view.ts';
import classes from './roles.module.css';

/** Before a role is changed: what comes, what goes, and for whom. */
export function RoleEffect({ role, permissions }: { role: RoleView; permissions: readonly Permission[] }) {
  const t = useText();
  const { added, removed } = diffRoles<Permission>(role.permissions, permissions);
  const nothing = added.length === 0 && removed.length === 0;
  const [asked] = useDebouncedValue(permissions, 250);
  const answer = useAnswer(
    RolePreviewDocument,
    { roleId: role.id, permissions: [...asked] },
    { pause: nothing, policy: 'network-only' },
  );
  if (nothing) return null;
  const preview = answer.data?.organization?.rolePreview;
  return (
    <section className={classes.effect} aria-live="polite" aria-label={t('roles.effect')}>
      <h3>{t('roles.effect')}</h3>
      <PermissionChanges added={added} removed={removed} />
      {answer.failure && <FailureNotice failure={answer.failure} />}
      {preview && (
        <>
          {preview.outgrownConnections.length > 0 && (
            <Notice tone="warn">
              {t('roles.outgrown', { list: preview.outgrownConnections.join(', ') })}
            </Notice>
          )}
          {preview.endedSessions > 0 && (
            <Notice tone="warn">{t('roles.endedSessions', { count: preview.endedSessions })}</Notice>
          )}
          <p>{t('roles.affected', { count: preview.affected })}</p>
          <ul className={classes.people}>
            {preview.people.map((person, index) => (
              <Affected key={person.user?.id ?? index} person={person} />
            ))}
          </ul>
          {preview.affected > preview.people.length && (
            <p className="k-dim">
              {t('roles.affectedMore', { count: preview.affected - preview.people.length })}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Affected({
  person,
}: {
  person: {
    gains: readonly Permission[];
    loses: readonly Permission[];
    spaces: number;
    user?: { name: string } | null;
  };
}) {
  const t = useText();
  const words = usePermissionWords();
  const list = (permissions: readonly Permission[]) =>
    words(permissions)
      .map(({ text }) => text)
      .join(', ');
  return (
    <li>
      <b>{person.user?.name ?? t('person.unknown')}</b>
      {person.spaces > 0 && <small className="k-dim"> {t('roles.inSpaces', { count: person.spaces })}</small>}
      {person.gains.length > 0 && <span>{t('roles.gains', { list: list(person.gains) })}</span>}
      {person.loses.length > 0 && <span>{t('roles.loses', { list: list(person.loses) })}</span>}
    </li>
  );
}
