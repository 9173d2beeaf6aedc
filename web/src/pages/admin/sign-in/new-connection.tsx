import { Button, Radio, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { SSO_PRESET_KEYS, SSO_PRESETS, type SsoPreset } from '#schema/sso-presets.js';
import { CreateConnectionDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { useOrganization } from '../../organization/organization-context.ts';
import { presetName } from './connection-view.ts';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

/** Chooses the kind of identity provider; the rest follows on the connection's own page. */
export function NewConnection({ onClose }: { onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const { slug } = useOrganization();
  const [preset, setPreset] = useState<SsoPreset>('okta');
  const [name, setName] = useState('');
  const save = useSave(CreateConnectionDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = name.trim() || SSO_PRESETS[preset].provider;
    const done = await save.run({ input: { preset, name: typed } }, t('connections.created'));
    if (done) void navigate(`/o/${slug}/admin/sign-in/${done.createConnection.id}`);
  };
  const beside = save.failureBeside(['name']);
  return (
    <>
      <Dialog onClose={onClose} size="lg" title={t('connections.new')}>
        <FormStack onSubmit={(event) => void submit(event)}>
          <Radio.Group
            label={t('connections.preset')}
            description={t('connections.preset.hint')}
            value={preset}
            onChange={(value) => setPreset(value)}
          >
            <div className={classes.choices}>
              {SSO_PRESET_KEYS.map((key) => (
                <Radio key={key} value={key} label={presetName(SSO_PRESETS[key])} />
              ))}
            </div>
          </Radio.Group>
          <TextInput
            label={t('connections.name')}
            description={t('connections.name.hint')}
            placeholder={SSO_PRESETS[preset].provider}
            maxLength={80}
            value={name}
            error={save.errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {beside && <FailureNotice failure={beside} />}
          <Button type="submit" loading={save.busy}>
            {t('connections.create')}
          </Button>
        </FormStack>
      </Dialog>
      {save.dialog}
    </>
  );
}
