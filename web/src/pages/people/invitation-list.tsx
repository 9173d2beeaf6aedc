import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  InvitationsDocument,
  ResendInvitationsDocument,
  RevokeInvitationsDocument,
  type InvitationsQuery,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { EndText } from '../../ui/end-text.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Person } from '../../ui/person.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { BulkBar } from './bulk-bar.tsx';
import classes from './people.module.css';

type Invitation = NonNullable<InvitationsQuery['organization']>['invitations'][number];

/** Invitations that nobody has accepted yet; one or many are sent again or withdrawn. */
export function InvitationList() {
  const t = useText();
  const resend = useAction(ResendInvitationsDocument);
  const revoke = useAction(RevokeInvitationsDocument);
  const { data, failure: unread, stale, reload } = useAnswer(InvitationsDocument, {});
  const invitations = data?.organization?.invitations ?? [];
  // By address: an invitation that is sent again is another one for the same person.
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  if (unread && !data) {
    return (
      <Section title={t('invite.pending')}>
        <FailureNotice failure={unread} onRetry={reload} />
      </Section>
    );
  }
  if (invitations.length === 0) return null;
  const chosen = invitations.filter(({ email }) => picked.has(email)).map(({ id }) => id);
  const clear = () => setPicked(new Set());
  const pick = (emails: readonly string[], on: boolean) => {
    const rest = [...picked].filter((email) => !emails.includes(email));
    setPicked(new Set(on ? [...rest, ...emails] : rest));
  };
  const run = async (action: typeof resend | typeof revoke, done: string) => {
    const { failure } = await action.attempt({ invitationIds: chosen });
    if (failure) saidFailed(failure, t);
    else {
      saidDone(done);
      clear();
    }
  };
  const count = chosen.length;
  return (
    <Section title={t('invite.pending')}>
      <BulkBar label={t('invite.selection')} count={count} onClear={clear}>
        <Button
          size="xs"
          variant="default"
          loading={resend.busy}
          disabled={stale}
          onClick={() => void run(resend, t('invite.resendDone', { count }))}
        >
          {t('invite.resend')}
        </Button>
        <Button
          size="xs"
          color="red"
          variant="light"
          loading={revoke.busy}
          disabled={stale}
          onClick={() => void run(revoke, t('invite.revokedMany', { count }))}
        >
          {t('invite.revoke')}
        </Button>
      </BulkBar>
      <Checkbox
        className={classes.selectAll}
        size="xs"
        label={t('invite.all')}
        checked={count === invitations.length}
        indeterminate={count > 0 && count < invitations.length}
        onChange={(event) =>
          pick(
            invitations.map(({ email }) => email),
            event.currentTarget.checked,
          )
        }
      />
      <Table
        label={t('invite.pending')}
        head={[
          ...[t('field.email'), t('field.role'), t('members.end')],
          ...[t('invite.by'), t('invite.expires')],
        ]}
        rows={invitations.map((invitation) => ({
          key: invitation.id,
          cells: cellsOf(invitation, picked.has(invitation.email), pick),
        }))}
      />
    </Section>
  );
}

function cellsOf(
  invitation: Invitation,
  isPicked: boolean,
  pick: (emails: readonly string[], on: boolean) => void,
) {
  const { email, role, space, until, invitedBy, expiresAt } = invitation;
  return [
    <PickInvitation key="who" email={email} on={isPicked} onChange={(on) => pick([email], on)} />,
    space ? `${role.name} · ${space.name}` : role.name,
    <EndText key="end" until={until} />,
    <Person key="by" user={invitedBy} bare />,
    <Time key="expires" at={expiresAt} />,
  ];
}

function PickInvitation(props: { email: string; on: boolean; onChange: (on: boolean) => void }) {
  const t = useText();
  return (
    <span className={classes.who}>
      <Checkbox
        size="xs"
        aria-label={t('invite.select', { email: props.email })}
        checked={props.on}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.email}
    </span>
  );
}
