import { useNavigate } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import {
  ArchiveDocumentDocument,
  RestoreDocumentDocument,
  TrashDocumentDocument,
  UnarchiveDocumentDocument,
  UnpublishDocumentDocument,
} from '../../../gql/graphql.ts';
import type { MessageId } from '../../../i18n/catalogue.ts';
import { useText } from '../../../i18n/text.ts';
import type { Failure } from '../../../ui/failure.ts';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';

interface LifeCycle {
  archive(): Promise<void>;
  unarchive(): Promise<void>;
  trash(): Promise<void>;
  restore(): Promise<void>;
  unpublish(): Promise<void>;
}

type Attempt = (variables: { documentId: string }) => Promise<{ failure: Failure | null }>;

/** Archive, trash, withdraw and their ways back; each says what happened and offers to undo it. */
export function useLifeCycle(document: { id: string; space?: { id: string } | null }): LifeCycle {
  const t = useText();
  const navigate = useNavigate();
  const { slug } = useOrganization();
  const archive = useAction(ArchiveDocumentDocument).attempt;
  const unarchive = useAction(UnarchiveDocumentDocument).attempt;
  const trash = useAction(TrashDocumentDocument).attempt;
  const restore = useAction(RestoreDocumentDocument).attempt;
  const unpublish = useAction(UnpublishDocumentDocument).attempt;

  const act = async (attempt: Attempt, done: MessageId, back?: Attempt) => {
    const variables = { documentId: document.id };
    const { failure } = await attempt(variables);
    if (failure) {
      saidFailed(failure, t);
      return false;
    }
    const undo = back && {
      label: t('action.undo'),
      run: () => void back(variables).then((answer) => answer.failure && saidFailed(answer.failure, t)),
    };
    saidDone(t(done), undo);
    return true;
  };
  return {
    archive: async () => void (await act(archive, 'document.archived', unarchive)),
    unarchive: async () => void (await act(unarchive, 'document.unarchived')),
    restore: async () => void (await act(restore, 'trash.restored')),
    unpublish: async () => void (await act(unpublish, 'publish.withdrawn')),
    trash: async () => {
      const done = await act(trash, 'trash.done', restore);
      if (done && document.space) await navigate(`/o/${slug}/s/${document.space.id}`);
    },
  };
}
