import { ActionIcon } from '@mantine/core';
import { IconChevronRight, IconPaperclip, IconPlus } from '@tabler/icons-react';
import { NavLink, useParams } from 'react-router';
import { Hint } from '../../../ui/hint.tsx';
import { useAnswer } from '../../../client/use-answer.ts';
import { SpaceTreeDocument, type OrganizationQuery } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { useCreateDocument } from '../../document/use-create-document.ts';
import { can } from '../organization-context.ts';
import { DocumentTree } from './document-tree.tsx';
import { setOpen, useOpenIds } from './open-store.ts';
import classes from './tree.module.css';

type SpaceView = NonNullable<OrganizationQuery['organization']>['spaces'][number];

/** One Space in the side: its name, and its tree when unfolded. */
export function SpaceBranch({ space }: { space: SpaceView }) {
  const t = useText();
  const { org = '' } = useParams();
  const isOpen = useOpenIds().has(space.id);
  const create = useCreateDocument(org);
  return (
    <div className={classes.branch}>
      <div className={classes.spaceRow}>
        <ActionIcon
          size={24}
          aria-label={isOpen ? t('tree.fold', { name: space.name }) : t('tree.unfold', { name: space.name })}
          aria-expanded={isOpen}
          onClick={() => setOpen(space.id, !isOpen)}
        >
          <IconChevronRight size={14} className={classes.twist} data-open={isOpen || undefined} />
        </ActionIcon>
        <NavLink
          to={`/o/${org}/s/${space.id}`}
          end
          className={classes.spaceName}
          onClick={() => setOpen(space.id, true)}
        >
          {space.name}
        </NavLink>
        {can(space.viewerCan, 'DOCUMENT_WRITE') && (
          <Hint side="left" label={t('document.create')}>
            <ActionIcon
              size={24}
              className={classes.add}
              aria-label={t('document.createIn', { name: space.name })}
              onClick={() => void create({ spaceId: space.id, parentId: null })}
            >
              <IconPlus size={15} />
            </ActionIcon>
          </Hint>
        )}
      </div>
      {isOpen && <Branch space={space} />}
      {isOpen && can(space.viewerCan, 'DOCUMENT_READ') && (
        <NavLink to={`/o/${org}/s/${space.id}/files`} className={classes.files}>
          <IconPaperclip size={14} aria-hidden />
          {t('files.title')}
        </NavLink>
      )}
    </div>
  );
}

function Branch({ space }: { space: SpaceView }) {
  const t = useText();
  const { data, failure } = useAnswer(SpaceTreeDocument, { spaceId: space.id });
  if (failure && !data) return <p className={classes.hint}>{t('tree.failed')}</p>;
  if (!data) return null;
  if (data.spaceTree.length === 0) return <p className={classes.hint}>{t('tree.empty')}</p>;
  return <DocumentTree spaceId={space.id} name={space.name} nodes={data.spaceTree} />;
}
