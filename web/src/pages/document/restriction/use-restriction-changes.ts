import { useAction } from '../../../client/use-action.ts';
import {
  ChangeRestrictionDocument,
  LiftRestrictionDocument,
  RestrictDocumentDocument,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { saidDone } from '../../../ui/toast.ts';

/** The three changes of a restriction; each closes the dialog when it is done. Groups that are null stay as they are. */
export function useRestrictionChanges(documentId: string, exists: boolean, onClose: () => void) {
  const t = useText();
  const [restrict, change, lifting] = [
    useAction(RestrictDocumentDocument),
    useAction(ChangeRestrictionDocument),
    useAction(LiftRestrictionDocument),
  ];
  const finish = (isDone: boolean, text: 'restriction.done' | 'restriction.saved' | 'restriction.lifted') => {
    if (!isDone) return;
    saidDone(t(text));
    onClose();
  };
  return {
    busy: restrict.busy || change.busy || lifting.busy,
    failure: restrict.failure ?? change.failure ?? lifting.failure,
    save: (named: { userIds: string[]; groupIds: string[] | null; reason: string }) => {
      const input = { documentId, ...named };
      const first = { ...input, groupIds: named.groupIds ?? [] };
      void (exists
        ? change.run({ input }).then((data) => finish(data !== null, 'restriction.saved'))
        : restrict.run({ input: first }).then((data) => finish(data !== null, 'restriction.done')));
    },
    lift: () => void lifting.run({ documentId }).then((data) => finish(data !== null, 'restriction.lifted')),
  };
}
