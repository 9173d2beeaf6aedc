import { Button, Checkbox } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { AcceptDpaDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';

/** Accepts a version for the Organization; says what stays on record and asks whether it was read. */
export function AcceptDialog(props: {
  number: number;
  language: 'de' | 'en';
  hash: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useText();
  const { name: organization } = useOrganization();
  const { number, hash, onClose, onDone } = props;
  const accept = useAction(AcceptDpaDocument);
  const [read, setRead] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const language = props.language === 'de' ? 'DE' : 'EN';
    if (!(await accept.run({ input: { number, language, hash } }))) return;
    saidDone(t('dpa.accepted'));
    onDone();
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('dpa.accept.title')}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <p>{t('dpa.accept.text', { organization })}</p>
        <Checkbox
          data-autofocus
          label={t('dpa.confirm', { number, organization })}
          checked={read}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
        {accept.failure && <FailureNotice failure={accept.failure} />}
        <Button type="submit" disabled={!read} loading={accept.busy}>
          {t('dpa.accept', { number })}
        </Button>
      </FormStack>
    </Dialog>
  );
}
