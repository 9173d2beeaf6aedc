import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { GroupsToChooseDocument, NestGroupDocument, UnnestGroupDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';
import type { GroupView } from './group-view.ts';
import classes from './groups.module.css';

/** In which groups a group lies, and which lie in it; one level deep. */
export function GroupNesting({ group, mayManage }: { group: GroupView; mayManage: boolean }) {
  const t = useText();
  const isOpen = mayManage && !group.archivedAt;
  const { parents, children } = group;
  return (
    <Section title={t('group.nesting')} text={t('group.nesting.text')}>
      {parents.length > 0 && <h3 className={classes.title}>{t('group.parents')}</h3>}
      <ul className={classes.list} hidden={parents.length === 0}>
        {parents.map((parent) => (
          <Nested key={parent.id} one={parent} parentId={parent.id} childId={group.id} mayTake={isOpen} />
        ))}
      </ul>
      {children.length > 0 && <h3 className={classes.title}>{t('group.children')}</h3>}
      <ul className={classes.list} hidden={children.length === 0}>
        {children.map((child) => (
          <Nested key={child.id} one={child} parentId={group.id} childId={child.id} mayTake={isOpen} />
        ))}
      </ul>
      {parents.length + children.length === 0 && <p className={classes.note}>{t('group.nesting.none')}</p>}
      {isOpen && parents.length === 0 && group.viewerCanFill && !group.isFromDirectory && (
        <NestAnother group={group} />
      )}
    </Section>
  );
}

function Nested(props: {
  one: { id: string; name: string };
  parentId: string;
  childId: string;
  mayTake: boolean;
}) {
  const t = useText();
  const { slug } = useOrganization();
  const unnest = useAction(UnnestGroupDocument);
  const { one, parentId, childId } = props;
  const take = async () => {
    const { failure } = await unnest.attempt({ input: { parentId, childId } });
    if (failure) saidFailed(failure, t);
    else saidDone(t('group.unnested'));
  };
  return (
    <li>
      <Link to={`/o/${slug}/admin/groups/${one.id}`}>{one.name}</Link>
      {props.mayTake && (
        <Tooltip label={t('group.unnest')}>
          <ActionIcon
            aria-label={t('group.unnestFor', { name: one.name })}
            loading={unnest.busy}
            onClick={() => void take()}
          >
            <IconUnlink size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

function NestAnother({ group }: { group: GroupView }) {
  const t = useText();
  const nest = useAction(NestGroupDocument);
  const [childId, setChildId] = useState<string | null>(null);
  const { data, failure, reload } = useAnswer(GroupsToChooseDocument, {});
  const groups = data?.organization?.groups ?? [];
  const taken = new Set([group.id, ...group.children.map(({ id }) => id)]);
  const submit = async () => {
    if (childId && (await nest.run({ input: { parentId: group.id, childId } }))) {
      saidDone(t('group.nested'));
      setChildId(null);
    }
  };
  return (
    <>
      <div className={classes.nest}>
        <Select
          label={t('group.nest.which')}
          searchable
          data={groups.filter(({ id }) => !taken.has(id)).map(({ id, name }) => ({ value: id, label: name }))}
          value={childId}
          onChange={setChildId}
          nothingFoundMessage={t('group.nest.nothing')}
        />
        <Button variant="default" disabled={!childId} loading={nest.busy} onClick={() => void submit()}>
          {t('group.nest')}
        </Button>
      </div>
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {nest.failure && <FailureNotice failure={nest.failure} />}
    </>
  );
}
