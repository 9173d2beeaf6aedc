import { Button } from '@mantine/core';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { InvitationsDocument, RevokeInvitationDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Section } from '../../ui/page.tsx';
import { Person } from '../../ui/person.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';

/** Invitations that nobody has accepted yet. */
export function InvitationList() {
  const t = useText();
  const revoke = useAction(RevokeInvitationDocument);
  const invitations = useAnswer(InvitationsDocument, {}).data?.organization?.invitations ?? [];
  if (invitations.length === 0) return null;
  const take = async (invitationId: string, email: string) => {
    const { failure } = await revoke.attempt({ invitationId });
    if (failure) saidFailed(failure, t);
    else saidDone(t('invite.revoked', { email }));
  };
  return (
    <Section title={t('invite.pending')}>
      <Table
        label={t('invite.pending')}
        head={[t('field.email'), t('field.role'), t('invite.by'), t('invite.expires'), '']}
        rows={invitations.map((invitation) => ({
          key: invitation.id,
          cells: [
            invitation.email,
            invitation.role.name,
            <Person key="by" user={invitation.invitedBy} bare />,
            <Time key="expires" at={invitation.expiresAt} />,
            <Button
              key="revoke"
              size="compact-sm"
              variant="default"
              aria-label={t('invite.revokeFor', { email: invitation.email })}
              onClick={() => void take(invitation.id, invitation.email)}
            >
              {t('invite.revoke')}
            </Button>,
          ],
        }))}
      />
    </Section>
  );
}
