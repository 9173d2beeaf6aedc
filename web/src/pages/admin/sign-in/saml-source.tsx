import { FileInput, Radio, Textarea, TextInput } from '@mantine/core';
import { useText } from '../../../i18n/text.ts';
import classes from './sign-in.module.css';

/** Where a SAML identity provider describes itself. */
export interface SamlSource {
  readonly way: 'url' | 'file' | 'hand';
  readonly url: string;
  readonly file: File | null;
  readonly idpEntityId: string;
  readonly ssoUrl: string;
  readonly sloUrl: string;
  readonly certificate: string;
}

/** Nothing entered yet. */
export const NO_SOURCE: SamlSource = {
  ...{ way: 'url', url: '', file: null },
  ...{ idpEntityId: '', ssoUrl: '', sloUrl: '', certificate: '' },
};

interface Props {
  readonly source: SamlSource;
  readonly example: string;
  readonly onChange: (change: Partial<SamlSource>) => void;
}

/** The metadata by address, as a file, or its facts by hand. */
export function SamlSourceFields(props: Props) {
  const t = useText();
  const { source, onChange } = props;
  return (
    <>
      <Radio.Group
        label={t('connections.saml.source')}
        value={source.way}
        onChange={(way) => onChange({ way: way })}
      >
        <div className={classes.choices}>
          <Radio value="url" label={t('connections.saml.byUrl')} />
          <Radio value="file" label={t('connections.saml.byFile')} />
          <Radio value="hand" label={t('connections.saml.byHand')} />
        </div>
      </Radio.Group>
      {source.way === 'url' && (
        <TextInput
          type="url"
          label={t('connections.saml.url')}
          description={t('connections.saml.url.hint')}
          placeholder={props.example}
          required
          withAsterisk={false}
          value={source.url}
          onChange={(event) => onChange({ url: event.currentTarget.value })}
        />
      )}
      {source.way === 'file' && (
        <FileInput
          label={t('connections.saml.file')}
          placeholder={t('connections.saml.file.choose')}
          accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
          required
          withAsterisk={false}
          value={source.file}
          onChange={(file) => onChange({ file })}
        />
      )}
      {source.way === 'hand' && <ByHand {...props} />}
    </>
  );
}

function ByHand({ source, onChange }: Props) {
  const t = useText();
  return (
    <>
      <TextInput
        label={t('connections.saml.entityId')}
        required
        withAsterisk={false}
        value={source.idpEntityId}
        onChange={(event) => onChange({ idpEntityId: event.currentTarget.value })}
      />
      <TextInput
        type="url"
        label={t('connections.saml.ssoUrl')}
        required
        withAsterisk={false}
        value={source.ssoUrl}
        onChange={(event) => onChange({ ssoUrl: event.currentTarget.value })}
      />
      <TextInput
        type="url"
        label={t('connections.saml.sloUrl')}
        description={t('connections.optional')}
        value={source.sloUrl}
        onChange={(event) => onChange({ sloUrl: event.currentTarget.value })}
      />
      <Textarea
        label={t('connections.saml.certificate')}
        description={t('connections.saml.certificate.hint')}
        required
        withAsterisk={false}
        autosize
        minRows={3}
        maxRows={8}
        value={source.certificate}
        onChange={(event) => onChange({ certificate: event.currentTarget.value })}
      />
    </>
  );
}
