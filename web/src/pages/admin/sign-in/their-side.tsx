import type { ConnectionView } from './connection-view.ts';
import { OauthForm } from './oauth-form.tsx';
import { OidcForm } from './oidc-form.tsx';
import { SamlForm } from './saml-form.tsx';

/** What is known of the identity provider, and setting it. */
export function TheirSide({ connection }: { connection: ConnectionView }) {
  if (connection.kind === 'SAML') return <SamlForm connection={connection} />;
  if (connection.kind === 'OIDC') return <OidcForm connection={connection} />;
  return <OauthForm connection={connection} />;
}
