import { Badge, Button, Checkbox } from '@mantine/core';
import { IconShieldCheck, IconShieldX, IconUserCog, IconUserMinus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useAnswer } from '../../client/use-answer.ts';
import { MembersDocument, type MemberFilterInput } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { EndText } from '../../ui/end-text.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Person } from '../../ui/person.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { MemberActions } from './member-actions.tsx';
import type { MemberView } from './member-view.ts';
import classes from './people.module.css';
import { RemoveDialog } from './remove-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';

const PAGE = 50;

interface Selection {
  readonly picked: ReadonlySet<string>;
  readonly toggle: (members: readonly MemberView[], on: boolean) => void;
}

/** What one page of the list shows, and whether that is being asked again. */
interface KnownPage {
  readonly members: readonly MemberView[];
  readonly stale: boolean;
}

/** Members, fifty at a time; those that may be changed can be selected. */
export function MemberList(props: { search: string; filter: MemberFilterInput; mayManage: boolean }) {
  const t = useText();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [pages, setPages] = useState<ReadonlyMap<string, KnownPage>>(new Map());
  const [open, setOpen] = useState<'role' | 'remove' | null>(null);
  const toggle = (members: readonly MemberView[], on: boolean) => {
    const ids = members.map(({ id }) => id);
    const rest = [...picked].filter((id) => !ids.includes(id));
    setPicked(new Set(on ? [...rest, ...ids] : rest));
  };
  const clear = () => setPicked(new Set());
  const onKnown = useCallback(
    (place: string, page: KnownPage) => setPages((before) => new Map(before).set(place, page)),
    [],
  );
  // As the list shows them now: who left meanwhile is no longer chosen, and a role is the one they have.
  const known = [...pages.values()];
  const members = known.flatMap((page) => page.members).filter(({ id }) => picked.has(id));
  const isAskedAgain = known.some(({ stale }) => stale);
  const dialog = { members, onClose: () => setOpen(null), onDone: clear };
  return (
    <>
      <BulkBar label={t('members.selection')} count={members.length} onClear={clear}>
        <Button
          size="xs"
          variant="default"
          disabled={isAskedAgain}
          leftSection={<IconUserCog size={15} aria-hidden />}
          onClick={() => setOpen('role')}
        >
          {t('members.change')}
        </Button>
        <Button
          size="xs"
          color="red"
          variant="light"
          disabled={isAskedAgain}
          leftSection={<IconUserMinus size={15} aria-hidden />}
          onClick={() => setOpen('remove')}
        >
          {t('members.removeMany')}
        </Button>
      </BulkBar>
      {cursors.map((after, index) => (
        <MembersFrom
          key={after ?? ''}
          {...props}
          after={after}
          selection={props.mayManage ? { picked, toggle } : null}
          onKnown={onKnown}
          onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
        />
      ))}
      {open === 'role' && <RolesDialog {...dialog} />}
      {open === 'remove' && <RemoveDialog {...dialog} />}
    </>
  );
}

function MembersFrom(props: {
  search: string;
  filter: MemberFilterInput;
  after: string | null;
  selection: Selection | null;
  onKnown: (place: string, page: KnownPage) => void;
  onMore?: (cursor: string) => void;
}) {
  const t = useText();
  const { search, filter, after, selection, onKnown } = props;
  const answer = useAnswer(MembersDocument, { first: PAGE, after, search: search || null, filter });
  const page = answer.data?.organization?.members;
  const { stale } = answer;
  const members = useMemo(() => page?.edges.map(({ node }) => node) ?? [], [page]);
  useEffect(() => onKnown(after ?? '', { members, stale }), [onKnown, after, members, stale]);
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!page) return <ListSkeleton />;
  if (page.edges.length === 0) return <Empty title={t('members.none')}>{t('members.none.text')}</Empty>;
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      {selection && <SelectAll members={members} selection={selection} />}
      <Table
        label={t('members.title')}
        head={[
          ...[t('field.name'), t('field.role'), t('members.end')],
          ...[t('members.secondFactor'), t('members.since'), ''],
        ]}
        rows={members.map((member) => ({ key: member.id, cells: cellsOf(member, selection) }))}
      />
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}

function SelectAll({ members, selection }: { members: readonly MemberView[]; selection: Selection }) {
  const t = useText();
  const changeable = members.filter(({ viewerMayChange }) => viewerMayChange);
  const count = changeable.filter(({ id }) => selection.picked.has(id)).length;
  if (changeable.length === 0) return null;
  return (
    <Checkbox
      className={classes.selectAll}
      size="xs"
      label={t('members.all')}
      checked={count === changeable.length}
      indeterminate={count > 0 && count < changeable.length}
      onChange={(event) => selection.toggle(changeable, event.currentTarget.checked)}
    />
  );
}

function cellsOf(member: MemberView, selection: Selection | null) {
  return [
    <span key="who" className={classes.who}>
      {selection && <SelectMember member={member} selection={selection} />}
      <Person user={member.user} size={28} />
      {member.user?.email && <small>{member.user.email}</small>}
    </span>,
    <Badge key="role" color={member.role.id === 'organization.owner' ? 'iris' : 'gray'}>
      {member.role.name}
    </Badge>,
    <EndText key="end" until={member.until} />,
    <SecondFactor key="factor" on={member.secondFactor} />,
    <Time key="since" at={member.since} />,
    <MemberActions key="actions" member={member} />,
  ];
}

function SelectMember({ member, selection }: { member: MemberView; selection: Selection }) {
  const t = useText();
  return (
    <Checkbox
      size="xs"
      aria-label={t('members.select', { name: member.user?.name ?? t('person.unknown') })}
      disabled={!member.viewerMayChange}
      checked={selection.picked.has(member.id)}
      onChange={(event) => selection.toggle([member], event.currentTarget.checked)}
    />
  );
}

function SecondFactor({ on }: { on: boolean }) {
  const t = useText();
  return (
    <span className={classes.factor} data-on={on || undefined}>
      {on ? <IconShieldCheck size={16} aria-hidden /> : <IconShieldX size={16} aria-hidden />}
      {on ? t('members.secondFactor.on') : t('members.secondFactor.off')}
    </span>
  );
}
