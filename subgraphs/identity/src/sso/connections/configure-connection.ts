import type { z } from 'zod';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import { oauthConfig, oidcConfig, samlConfig } from '../connection.js';
import { appendVersion, assertKind, present, type ConnectionTools } from './change-connection.js';
import { commonParts, type ConnectionConfig, type ConnectionRecord } from './connection-record.js';
import type {
  acceptAssuranceSchema,
  configureArrivalsSchema,
  configureOauthSchema,
  configureOidcSchema,
  configureSamlSchema,
} from './connection.schema.js';
import { openOidcReading, openSamlReading } from './reading.js';
import { sealSecret } from './secret.js';

/** Sets what is known of a SAML identity provider. Throws INVALID_INPUT, FORBIDDEN, STEP_UP_REQUIRED, NOT_FOUND, CONFLICT. */
export async function configureSaml(
  tools: ConnectionTools,
  input: z.output<typeof configureSamlSchema>,
): Promise<ConnectionRecord> {
  const held = await opened(tools, input.connectionId, 'saml');
  const before = held.config as z.infer<typeof samlConfig> | null;
  const reading = input.reading === null ? null : openSamlReading(tools.keyring, held.id, input.reading);
  if (!before && !reading) throw readFirst();
  const { expectedVersion, reason, allowIdpInitiated, requireEncryption, requestedContexts } = input;
  const config = parse(samlConfig, {
    ...commonParts(held),
    ...(before && { ...before }),
    ...(reading && { ...reading.idp, metadataUrl: reading.metadataUrl }),
    ...(before ? {} : { ownCertificates: held.firstCertificates ?? [] }),
    ...{ allowIdpInitiated, requireEncryption, requestedContexts },
  });
  // Our keys came with the draft; the database keeps them with the versions.
  return appendVersion(tools, held, { expectedVersion, config, sealed: null, reason });
}

/** Sets what is known of an OpenID Connect provider. Throws as {@link configureSaml}. */
export async function configureOidc(
  tools: ConnectionTools,
  input: z.output<typeof configureOidcSchema>,
): Promise<ConnectionRecord> {
  const held = await opened(tools, input.connectionId, 'oidc');
  const before = held.config as z.infer<typeof oidcConfig> | null;
  const reading = input.reading === null ? null : openOidcReading(tools.keyring, held.id, input.reading);
  if (!before && !reading) throw readFirst();
  const { expectedVersion, reason, clientId, scopes } = input;
  const config = parse(oidcConfig, {
    ...commonParts(held),
    ...(before && { ...before }),
    ...reading,
    ...{ clientId, scopes },
  });
  // A secret that was given to one issuer is not sent to another one.
  const isElsewhere = before !== null && (before.issuer !== config.issuer || before.clientId !== clientId);
  const sealed = clientSecret(tools, held, input.clientSecret, isElsewhere);
  return appendVersion(tools, held, { expectedVersion, config, sealed, reason });
}

/** Sets what is known of an OAuth 2.0 provider; its addresses are built in. Throws as {@link configureSaml}. */
export async function configureOauth(
  tools: ConnectionTools,
  input: z.output<typeof configureOauthSchema>,
): Promise<ConnectionRecord> {
  const held = await opened(tools, input.connectionId, 'oauth');
  const before = held.config as z.infer<typeof oauthConfig> | null;
  const { expectedVersion, reason, clientId } = input;
  const config = parse(oauthConfig, { ...commonParts(held), provider: 'github', clientId });
  const isElsewhere = before !== null && before.clientId !== clientId;
  const sealed = clientSecret(tools, held, input.clientSecret, isElsewhere);
  return appendVersion(tools, held, { expectedVersion, config, sealed, reason });
}

/** Sets where mail, name and groups stand, and who gets which role. Throws as {@link configureSaml}. */
export async function configureArrivals(
  tools: ConnectionTools,
  input: z.output<typeof configureArrivalsSchema>,
): Promise<ConnectionRecord> {
  const held = await opened(tools, input.connectionId, null);
  const { expectedVersion, reason, allowNewcomers: allowed, role, ceiling, rules } = input;
  const mapping = { email: input.emailAttribute, name: input.nameAttribute, groups: input.groupsAttribute };
  const newcomers = { allowed, role, ceiling, rules };
  const config = { ...configured(held), mapping, newcomers };
  return appendVersion(tools, held, { expectedVersion, config, sealed: null, reason });
}

/**
 * Sets what counts as a second factor when the identity provider asserts it: nothing that was not seen in a test run,
 * so that a value nobody understood does not open the product to everybody. Throws as {@link configureSaml}.
 */
export async function acceptAssurance(
  tools: ConnectionTools,
  input: z.output<typeof acceptAssuranceSchema>,
): Promise<ConnectionRecord> {
  const held = await opened(tools, input.connectionId, null);
  const { expectedVersion, reason } = input;
  const values = [...new Set(input.values)];
  const before = configured(held);
  const runs = await tools.connections.testRunsOf(held.id);
  const known = new Set([
    ...before.acceptedAssurance,
    ...runs.filter(({ isOk }) => isOk).flatMap(({ assurance }) => assurance),
  ]);
  if (values.some((value) => !known.has(value))) {
    throw invalidInput(
      'input.values',
      'Diesen Wert hat noch kein erfolgreicher Testlauf gezeigt. Machen Sie einen, und wählen Sie aus dem, was ankam.',
      'No successful test run has shown this value yet. Make one, and choose from what arrived.',
    );
  }
  const config = { ...before, acceptedAssurance: values };
  return appendVersion(tools, held, { expectedVersion, config, sealed: null, reason });
}

async function opened(
  { change, connections }: ConnectionTools,
  id: string,
  kind: ConnectionRecord['kind'] | null,
): Promise<ConnectionRecord> {
  const held = await present(connections, id);
  change.subject(held.id);
  if (kind) assertKind(held, kind);
  return held;
}

function configured({ config }: ConnectionRecord): ConnectionConfig {
  if (!config) throw readFirst();
  return config;
}

function clientSecret(
  { keyring }: ConnectionTools,
  held: ConnectionRecord,
  given: string | null,
  isElsewhere: boolean,
): Buffer | null {
  if (given !== null) return sealSecret(keyring, held.id, { clientSecret: given });
  if (held.config && !isElsewhere) return null;
  throw invalidInput('input.clientSecret', 'Bitte geben Sie das Secret ein.', 'Please enter the secret.');
}

function readFirst(): Error {
  return invalidInput(
    'input.reading',
    'Lesen Sie zuerst ein, was der Identitätsanbieter über sich sagt.',
    'First read what the identity provider says of itself.',
  );
}
