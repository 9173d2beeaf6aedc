import type { AiConfig } from '../config/outside.js';
import type { Destination } from './egress.js';

/** Name of the destination of Azure OpenAI in the list. */
export const AZURE_OPENAI_DESTINATION = 'azure-openai';

/** Name of the destination where tokens of Entra ID are fetched. */
export const ENTRA_DESTINATION = 'entra';

/** The destinations behind the model's configuration, for the list; none while it is off. */
export function aiDestinations(config: AiConfig): Destination[] {
  if (config.kind === 'off') return [];
  const { endpoint, credentials, allowPrivate } = config;
  const azure = destination(AZURE_OPENAI_DESTINATION, endpoint, allowPrivate);
  return credentials.kind === 'key'
    ? [azure]
    : [azure, destination(ENTRA_DESTINATION, credentials.authority, allowPrivate)];
}

function destination(name: string, origin: string, allowPrivate: boolean): Destination {
  const { hostname, port, protocol } = new URL(origin);
  const usual = protocol === 'https:' ? 443 : 80;
  return { name, host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || usual), allowPrivate };
}
