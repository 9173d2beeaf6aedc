import type { Speaker } from '#runtime/testing/world.js';
import { ISSUER, TXT_RECORDS } from './outside-answers.js';
import { must } from './scenario.js';

const ISSUER_READING = `query($id: ID!, $issuer: String!) { oidcReading(connectionId: $id, issuer: $issuer) { reading } }`;
const DOMAINS = '{ domains { id record { name value } } }';
const CHECK = 'query($id: ID!) { domainCheck(id: $id) { proof } }';

/** What reading the issuer that answers gives a connection, sealed. */
export async function readIssuer(identity: Speaker, id: string): Promise<string> {
  return (await must<{ reading: string }>(identity.run(ISSUER_READING, { id, issuer: ISSUER }))).reading;
}

/** Makes the record of a domain as somebody would in the DNS; answers the proof that is then found. */
export async function proofOfDomain(identity: Speaker, id: string): Promise<string> {
  const all = await must<{ id: string; record: { name: string; value: string } }[]>(identity.run(DOMAINS));
  const { record } = all.find((each) => each.id === id)!;
  TXT_RECORDS.set(record.name, [record.value]);
  return (await must<{ proof: string }>(identity.run(CHECK, { id }))).proof;
}
