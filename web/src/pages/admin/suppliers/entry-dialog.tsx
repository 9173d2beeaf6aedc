import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAction, type Action } from '../../../client/use-action.ts';
import type { TypedDocumentNode } from 'urql';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Failure } from '../../../ui/failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';

/** What the server says about one field of a form; a list's entries count to the list. */
export function errorOf(failure: Failure | null, field: string): string | undefined {
  const isMeant = failure?.field === field || failure?.field?.startsWith(`${field}.`) === true;
  return isMeant ? failure.message : undefined;
}

/** One mutation of the register as a form; says that it was saved and closes. */
export function useEntry<Data, Input>(
  document: TypedDocumentNode<Data, { input: Input }>,
  onClose: () => void,
): { action: Action<Data, { input: Input }>; save: (input: Input) => Promise<void> } {
  const t = useText();
  const action = useAction(document);
  const save = async (input: Input): Promise<void> => {
    if (!(await action.run({ input }))) return;
    saidDone(t('supplier.saved'));
    onClose();
  };
  return { action, save };
}

/** The frame of every form of the register. `fields` are those that show their own error. */
export function EntryDialog(props: {
  title: string;
  text?: ReactNode;
  action: Pick<Action<unknown, never>, 'failure' | 'busy'>;
  fields: readonly string[];
  submitLabel?: string;
  disabled?: boolean;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useText();
  const { failure, busy } = props.action;
  const isShown = props.fields.some((field) => errorOf(failure, field) !== undefined);
  return (
    <Dialog onClose={props.onClose} title={props.title} size={props.wide ? 'lg' : 'md'}>
      <FormStack
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        {props.text && <p className="k-dim">{props.text}</p>}
        {props.children}
        {failure && !isShown && <FailureNotice failure={failure} />}
        <Button type="submit" loading={busy} disabled={props.disabled ?? false}>
          {props.submitLabel ?? t('action.save')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
