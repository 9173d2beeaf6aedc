import type { Person } from '#runtime/testing/world.js';
import { DPA_TEXTS, draftDpa, newSupplier, operatorOf, publishDpa } from '#tests/kit/operator.js';
import type { Scenario } from '#tests/kit/scenario.js';
import { DETAILS } from '#tests/kit/suppliers.js';
import type { MutationCases } from './mutation-cases.js';

/** The same operation as the operator's owner and as its member. */
async function both({ world }: Scenario, name: string, input: object) {
  const { organization, paula, mia } = await operatorOf(world);
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation($input: ${type}!) { ${name}(input: $input) { id } }`;
  const attempt = (person: Person) => () =>
    world.as(person, organization).at('compliance').run(document, { input });
  return { allowed: attempt(paula), denied: attempt(mia) };
}

const onSupplier =
  (name: string, input: (supplierId: string, certificateId: string) => object): MutationCases[string] =>
  async (scenario) => {
    const { id, certificateId } = await newSupplier(scenario.world, { name: `Für ${name}` });
    return both(scenario, name, input(id, certificateId));
  };

/** Every mutation of the operator. */
export const operatorCases: MutationCases = {
  createSupplier: (scenario) => both(scenario, 'createSupplier', DETAILS),
  updateSupplier: onSupplier('updateSupplier', (supplierId) => ({
    ...{ ...DETAILS, name: 'Anders', supplierId, expectedVersion: 1, reason: 'Umbenannt' },
  })),
  retireSupplier: onSupplier('retireSupplier', (supplierId) => ({
    ...{ supplierId, expectedVersion: 1, retired: true, reason: 'Gekündigt' },
  })),
  assessSupplier: onSupplier('assessSupplier', (supplierId) => ({
    ...{ supplierId, level: 'HIGH', analysis: 'Vieles kann schiefgehen.' },
  })),
  addSupplierCertificate: onSupplier('addSupplierCertificate', (supplierId) => ({
    ...{ supplierId, kind: 'SOC_2_TYPE_II', number: '7', issuedBy: 'Prüfer', evidenceUrl: '' },
    ...{ validFrom: '2026-01-01', validUntil: '2027-01-01' },
  })),
  withdrawSupplierCertificate: onSupplier('withdrawSupplierCertificate', (supplierId, certificateId) => ({
    supplierId,
    certificateId,
    reason: 'Irrtum',
  })),
  reviewSupplier: onSupplier('reviewSupplier', (supplierId) => ({
    ...{ supplierId, version: 1, outcome: 'REJECTED', note: 'Zu wenig.' },
    nextReviewOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
  })),
  addSupplierNote: onSupplier('addSupplierNote', (supplierId) => ({ supplierId, text: 'Störung' })),
  runClaimChecks: (scenario) => both(scenario, 'runClaimChecks', { checkIds: ['access.roles'] }),
  saveDpaDraft: async (scenario) => {
    const { revision } = await draftDpa(scenario.world);
    return both(scenario, 'saveDpaDraft', {
      ...{ ...DPA_TEXTS, textDe: 'Noch ein deutscher Vertragstext', expectedRevision: revision },
    });
  },
  publishDpa: async (scenario) => {
    const { id, revision } = await draftDpa(scenario.world);
    return both(scenario, 'publishDpa', { versionId: id, expectedRevision: revision });
  },
  acceptDpa: async (scenario) => {
    const { world, acme, ada, max } = scenario;
    const { number, hashDe } = await publishDpa(world);
    const attempt = (person: Person) => () =>
      world
        .as(person, acme)
        .at('compliance')
        .run('mutation($input: AcceptDpaInput!) { acceptDpa(input: $input) { id } }', {
          input: { number, language: 'DE', hash: hashDe },
        });
    return { allowed: attempt(ada), denied: attempt(max) };
  },
};
