import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import {
  CreateServiceAccountDocument,
  CreateServiceAccountSecretDocument,
  UpdateServiceAccountDocument,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Failure } from '../../../ui/failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { dayLimits, inputOf, type FormState } from './form-state.ts';
import { useAccountForm, type AccountForm } from './use-account-form.ts';
import { OperationFields, PermissionFields, SpaceFields } from './rights-fields.tsx';
import type { ShownSecret } from './secret-dialog.tsx';
import { isForDirectory, type ServiceAccountView } from './service-account-view.ts';
import { useStepUp } from '../../auth/use-step-up.tsx';

/** Makes a service account with its first secret, or changes one. */
export function ServiceAccountDialog(props: {
  account?: ServiceAccountView;
  /** How the form of a new one begins. */
  preset?: Partial<FormState>;
  onClose: () => void;
  onSecret: (secret: ShownSecret) => void;
}) {
  const t = useText();
  const { account } = props;
  const form = useAccountForm(account, props.preset);
  const stepUp = useStepUp();
  const save = useSave(stepUp.run, props);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run(form.state);
  };
  const title = account ? t('service.form.edit', { name: account.name }) : t('service.form.create');
  const { failure } = save;
  const errorOf = (field: string) => (failure?.field?.split('.')[0] === field ? failure.message : undefined);
  const isPlaced = ['name', 'purpose', 'expiresAt', 'ipRanges'].includes(failure?.field?.split('.')[0] ?? '');
  return (
    <>
      <Dialog onClose={props.onClose} size="lg" title={title}>
        <FormStack onSubmit={submit}>
          <Notice>{t('service.form.consequences')}</Notice>
          <TextFields form={form} errorOf={errorOf} />
          <PermissionFields form={form} />
          <SpaceFields form={form} />
          <OperationFields form={form} />
          <Textarea
            label={t('service.form.addresses')}
            description={t('service.form.addresses.hint')}
            autosize
            minRows={2}
            maxRows={8}
            value={form.state.addresses}
            error={errorOf('ipRanges')}
            onChange={(event) => form.set({ addresses: event.currentTarget.value })}
          />
          {failure && !isPlaced && <FailureNotice failure={failure} />}
          <Button type="submit" loading={save.busy}>
            {account ? t('action.save') : t('service.form.create.action')}
          </Button>
        </FormStack>
      </Dialog>
      {stepUp.dialog}
    </>
  );
}

function useSave(
  withStepUp: ReturnType<typeof useStepUp>['run'],
  props: { account?: ServiceAccountView; onClose: () => void; onSecret: (secret: ShownSecret) => void },
) {
  const t = useText();
  const create = useAction(CreateServiceAccountDocument);
  const update = useAction(UpdateServiceAccountDocument);
  const addSecret = useAction(CreateServiceAccountSecretDocument);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { account, onClose, onSecret } = props;
  const run = async (state: FormState) => {
    setFailure(null);
    const input = inputOf(state);
    if (account) {
      const { id: serviceAccountId, version: expectedVersion } = account;
      const done = await withStepUp(() =>
        update.attempt({ input: { ...input, serviceAccountId, expectedVersion } }),
      );
      setFailure(done.failure);
      if (!done.data) return;
      saidDone(t('service.saved'));
      onClose();
      return;
    }
    const made = await withStepUp(() => create.attempt({ input }));
    setFailure(made.failure);
    if (!made.data) return;
    const { id, name } = made.data.createServiceAccount;
    const secret = await withStepUp(() => addSecret.attempt({ serviceAccountId: id }));
    onClose();
    if (secret.failure) saidFailed(secret.failure, t);
    if (!secret.data) return;
    const { token } = secret.data.createServiceAccountSecret;
    onSecret({ name, token, isSecond: false, isForDirectory: isForDirectory(input) });
  };
  return { run, failure, busy: create.busy || update.busy || addSecret.busy };
}

function TextFields(props: { form: AccountForm; errorOf: (field: string) => string | undefined }) {
  const t = useText();
  const { state, set } = props.form;
  const { first, last } = dayLimits(new Date());
  return (
    <>
      <TextInput
        label={t('service.form.name')}
        description={t('service.form.name.hint')}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={80}
        value={state.name}
        error={props.errorOf('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('service.form.purpose')}
        description={t('service.form.purpose.hint')}
        required
        withAsterisk={false}
        maxLength={500}
        value={state.purpose}
        error={props.errorOf('purpose')}
        onChange={(event) => set({ purpose: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('service.form.until')}
        description={t('service.form.until.hint')}
        required
        withAsterisk={false}
        min={first}
        max={last}
        value={state.until}
        error={props.errorOf('expiresAt')}
        onChange={(event) => set({ until: event.currentTarget.value })}
      />
    </>
  );
}
