import type { FileStoreConfig } from '../config/outside.js';
import type { Destination } from './egress.js';

/** Name of the object store in the list of destinations. */
export const S3_DESTINATION = 's3';

/** The object store as an entry of the list of destinations; none when files lie on a disk. */
export function s3Destinations(config: FileStoreConfig | null): Destination[] {
  if (config?.kind !== 's3') return [];
  const { hostname, port, protocol } = new URL(config.endpoint);
  return [
    {
      name: S3_DESTINATION,
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (protocol === 'https:' ? 443 : 80)),
      allowPrivate: config.allowPrivate,
    },
  ];
}
