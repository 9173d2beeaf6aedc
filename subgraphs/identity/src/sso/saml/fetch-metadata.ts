import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { readIdpMetadata, type IdpMetadata } from './idp-metadata.js';

/**
 * Fetches metadata from the address that somebody gave, by the way out for customers' addresses alone (THREATS 34).
 * Never throws.
 */
export async function fetchIdpMetadata(fetch: OutgoingFetch, url: string): Promise<IdpMetadata> {
  let text;
  try {
    const answer = await fetch(url, {
      headers: { accept: 'application/samlmetadata+xml, application/xml, text/xml' },
    });
    if (!answer.ok) return unreachable(`HTTP ${String(answer.status)}`);
    text = await answer.text();
  } catch (error) {
    return unreachable(error instanceof Error ? error.message : 'no connection');
  }
  return readIdpMetadata(text);
}

function unreachable(reason: string): IdpMetadata {
  return {
    ok: false,
    problem: {
      en: `The metadata cannot be fetched (${reason}). Check the address, or upload the file.`,
      de: `Die Metadaten lassen sich nicht abrufen (${reason}). Prüfen Sie die Adresse oder laden Sie die Datei hoch.`,
    },
  };
}
