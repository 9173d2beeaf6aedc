import { ConfigureOauthDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { ClientFields, useOurClient } from './client-fields.tsx';
import type { ConnectionView } from './connection-view.ts';
import { useSave } from './use-save.tsx';
import { VersionForm } from './version-form.tsx';

/** A provider without OpenID Connect: its addresses are known, only our client is set. */
export function OauthForm({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(ConfigureOauthDocument);
  const client = useOurClient(connection.oauth);
  const submit = async (reason: string) => {
    const { id: connectionId, latestVersion: expectedVersion } = connection;
    const input = { connectionId, expectedVersion, reason, ...client.input };
    if (await save.run({ input }, t('connections.saved'))) client.setClientSecret('');
  };
  return (
    <VersionForm save={save} fields={['clientId', 'clientSecret']} onSave={submit}>
      <ClientFields connection={connection} client={client} errorOf={save.errorOf} />
    </VersionForm>
  );
}
