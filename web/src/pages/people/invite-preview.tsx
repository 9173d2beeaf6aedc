import { Button, Progress } from '@mantine/core';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  InvitationPreviewDocument,
  SendInvitationsDocument,
  type InvitationPreviewQuery,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { EndText } from '../../ui/end-text.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { saidDone } from '../../ui/toast.ts';
import { momentOf } from '../../ui/until-field.tsx';
import dialogs from '../document/parts/dialogs.module.css';
import type { InviteDraft } from './invite-form.tsx';
import classes from './people.module.css';

type Line = NonNullable<InvitationPreviewQuery['organization']>['invitationPreview']['lines'][number];

/** What would be sent, line by line, with what stands in the way; sends what can be sent. */
export function InvitePreview(props: { draft: InviteDraft; onBack: () => void; onSent: () => void }) {
  const t = useText();
  const { text, role, spaceId, spaceRole, until } = props.draft;
  const input = { text, role, spaceId, until: momentOf(until), spaceRole: spaceId ? spaceRole : null };
  const answer = useAnswer(InvitationPreviewDocument, { input }, { policy: 'network-only' });
  const send = useAction(SendInvitationsDocument);
  const preview = answer.data?.organization?.invitationPreview;
  if (!preview)
    return answer.failure ? (
      <FailureNotice failure={answer.failure} onRetry={answer.reload} />
    ) : (
      <ListSkeleton rows={3} />
    );
  const { lines, ready: count } = preview;
  const problems = lines.length - count;
  const submit = async () => {
    if (!(await send.run({ input: { invitations: lines.flatMap(toInvitation) } }))) return;
    saidDone(t('invite.sent', { count }));
    props.onSent();
  };
  return (
    <div className={dialogs.stack}>
      {lines.length === 0 && <Notice tone="warn">{t('invite.list.none')}</Notice>}
      {problems > 0 && <Notice tone="warn">{t('invite.problems', { count: problems })}</Notice>}
      {lines.length > 0 && (
        <ScrollRegion label={t('invite.preview')} className={classes.lines}>
          <LineTable lines={lines} />
        </ScrollRegion>
      )}
      {send.failure && <FailureNotice failure={send.failure} />}
      {send.busy && (
        <div aria-live="polite">
          <p>{t('invite.sending', { count })}</p>
          <Progress value={100} animated aria-label={t('invite.sending', { count })} />
        </div>
      )}
      <div className={dialogs.answers}>
        <Button variant="default" disabled={send.busy} onClick={props.onBack}>
          {t('invite.back')}
        </Button>
        <Button disabled={count === 0} loading={send.busy} onClick={() => void submit()}>
          {t('invite.send', { count })}
        </Button>
      </div>
    </div>
  );
}

function LineTable({ lines }: { lines: readonly Line[] }) {
  const t = useText();
  return (
    <Table
      label={t('invite.preview')}
      head={[
        ...[t('invite.column.line'), t('invite.column.person'), t('invite.role')],
        ...[t('members.end'), t('invite.column.problem')],
      ]}
      rows={lines.map((line, index) => ({
        key: String(index),
        cells: [
          line.line,
          line.email ?? line.text,
          [line.role?.name, line.space && `${line.space.name} (${line.spaceRole?.name ?? ''})`]
            .filter(Boolean)
            .join(' · '),
          <EndText key="end" until={line.until} />,
          line.problem ? (
            <span key="problem" className={classes.problem}>
              {line.problem.text}
            </span>
          ) : (
            t('invite.ok')
          ),
        ],
      }))}
    />
  );
}

function toInvitation({ email, role, space, spaceRole, until, problem }: Line) {
  if (problem || !email || !role) return [];
  const place = space && spaceRole ? { spaceId: space.id, spaceRole: spaceRole.id } : {};
  return [{ email, role: role.id, until: until ?? null, ...place }];
}
