import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import { createWorld, type World } from '#runtime/testing/world.js';
import type { Mail } from '#runtime/mail/mail.js';
import { newSupplier, operatorOf } from '#tests/kit/operator.js';
import { must } from '#tests/kit/scenario.js';
import { outbox } from '../outbox.js';
import { complianceSubgraph } from '../subgraph.js';
import { reminderDue, supplierReminderJob } from './remind-owners.js';
import { reminderMail } from './reminder-mail.js';
import { addDays, dayOf } from './supplier-standing.js';

const today = dayOf(new Date());

describe('which reminder is due', () => {
  it.each([
    [61, null],
    [60, 60],
    [31, 60],
    [30, 30],
    [8, 30],
    [7, 7],
    [0, 7],
    [-1, 0],
    [-400, 0],
  ])('%i days before the end: %s', (left, due) => {
    expect(reminderDue(addDays(today, left), today)).toBe(due);
  });
});

describe('reminders of the operator’s owners', () => {
  let world: World;
  let worker: OutboxWorker;
  const mails: Mail[] = [];
  let supplierId: string;

  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: outbox,
      tools: {
        mail: { send: (mail) => Promise.resolve(void mails.push(mail)) },
        origin: 'https://kopexa.example',
      },
      report: (error) => {
        throw error;
      },
    });
    // A certificate until 2199, and one that ends in fifty days.
    ({ id: supplierId } = await newSupplier(world, { name: 'Mailhaus' }));
    await certify('SOC_2_TYPE_II', 50);
  });
  afterAll(async () => {
    await worker.close();
    await world.close();
  });

  const certify = async (kind: string, days: number): Promise<void> => {
    const { organization, paula } = await operatorOf(world);
    const validity = { validFrom: addDays(today, -300), validUntil: addDays(today, days) };
    await must(
      world
        .as(paula, organization)
        .at('compliance')
        .run(
          'mutation($input: AddSupplierCertificateInput!) { addSupplierCertificate(input: $input) { id } }',
          {
            input: { supplierId, kind, number: `${days}`, issuedBy: 'Prüfer', evidenceUrl: '', ...validity },
          },
        ),
    );
  };
  /** What the job of a morning so many days from now sends. */
  const morning = async (days: number): Promise<Mail[]> => {
    const before = mails.length;
    const clock = () => new Date(`${addDays(today, days)}T06:07:00Z`);
    await withClient(world.db.logins.kopexa_worker, async (client) => {
      await supplierReminderJob(world.keyring, clock).run((sql, params = []) =>
        client.query(sql, [...params]),
      );
    });
    await worker.drain();
    return mails.slice(before);
  };

  it('come sixty, thirty and seven days before the end and once after it, each once', async () => {
    const { paula } = await operatorOf(world);
    const counts: number[] = [];
    for (const day of [0, 0, 1, 19, 20, 21, 42, 43, 44, 50, 51, 52]) counts.push((await morning(day)).length);
    expect(counts).toEqual([1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0]);
    for (const mail of mails) {
      expect(mail.to).toBe(paula.email);
      expect(mail.text).toContain(`https://kopexa.example/o/operator/admin/suppliers/${supplierId}`);
      expect(mail.text).toContain('SOC 2');
    }
    expect(mails.map(({ subject }) => /has ended|abgelaufen$/.test(subject))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('stop for what was renewed, withdrawn or retired', async () => {
    await certify('C5', 5);
    expect(await morning(0)).toHaveLength(1);
    await certify('C5', 400);
    expect(await morning(6)).toHaveLength(0);
    await certify('TISAX', 20);
    const { organization, paula } = await operatorOf(world);
    await must(
      world
        .as(paula, organization)
        .at('compliance')
        .run('mutation($input: RetireSupplierInput!) { retireSupplier(input: $input) { id } }', {
          input: { supplierId, expectedVersion: 1, retired: true, reason: 'Gekündigt' },
        }),
    );
    expect(await morning(0)).toHaveLength(0);
  });

  it('go to the operator alone, and only the worker sends them', async () => {
    await expect(
      withClient(world.db.logins.kopexa_compliance, (client) =>
        client.query('SELECT * FROM compliance.supplier_ends()'),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('say in both languages what ended and what that means', () => {
    const facts = { supplier: 'Mailhaus', kind: 'review', endsOn: '2026-12-24', url: 'https://x.example/' };
    const ended = reminderMail({ ...facts, locale: 'de', hasEnded: true });
    expect(ended.subject).toBe('Mailhaus: Prüfung abgelaufen');
    expect(ended.text).toContain('läuft bis zum nächsten Start weiter und bleibt dann aus');
    const soon = reminderMail({ ...facts, kind: 'c5', locale: 'en', hasEnded: false });
    expect(soon.subject).toBe('Mailhaus: certificate ends on 24 December 2026');
  });
});
