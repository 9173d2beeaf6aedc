import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEgress } from '../egress/egress.js';
import { readMailConfig } from './config.js';
import { createMailSender, mailDestinations } from './sender.js';

const MAIL = {
  to: 'ada@nordwerk.example',
  subject: 'Einladung zu „Nordwerk“',
  text: 'Grüße\nhttp://localhost:4000/x',
  html: '<p>Grüße</p>',
};

describe('mail', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kopexa-mail-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('stays in a folder without a mail server, readable by the owner only', async () => {
    const config = readMailConfig({});
    const egress = createEgress({ destinations: mailDestinations(config), record: () => undefined });
    await createMailSender({ config, egress, folder }).send(MAIL);
    const [name, ...others] = await readdir(folder);
    expect(others).toEqual([]);
    const file = join(folder, name!);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const raw = await readFile(file, 'utf8');
    expect(raw).toContain('To: ada@nordwerk.example');
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toContain(Buffer.from(MAIL.text).toString('base64').slice(0, 40));
  });

  it('takes no second recipient or header out of a subject or an address', async () => {
    const config = readMailConfig({});
    const egress = createEgress({ destinations: [], record: () => undefined });
    await createMailSender({ config, egress, folder }).send({
      ...MAIL,
      subject: 'x\r\nBcc: eve@evil.example',
    });
    const [name] = await readdir(folder);
    expect(await readFile(join(folder, name!), 'utf8')).not.toMatch(/^Bcc:/im);
  });

  it('goes to the mail server through the listed way out', async () => {
    const heard: string[] = [];
    const server = createServer((socket) => {
      let data = false;
      socket.write('220 test\r\n');
      socket.on('data', (chunk) => {
        const text = chunk.toString();
        heard.push(text);
        if (data && !text.endsWith('\r\n.\r\n')) return;
        data = !data && /^DATA/.test(text);
        socket.write(data ? '354 go on\r\n' : /^QUIT/.test(text) ? '221 bye\r\n' : '250 fine\r\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const config = readMailConfig({
      KOPEXA_SMTP_URL: `smtp://127.0.0.1:${port}`,
      KOPEXA_MAIL_FROM: 'Kopexa <post@kopexa.example>',
    });
    const records: string[] = [];
    const egress = createEgress({
      destinations: mailDestinations(config),
      record: ({ outcome }) => records.push(outcome),
    });
    await createMailSender({ config, egress, folder }).send(MAIL);
    expect(heard.join('')).toContain('RCPT TO:<ada@nordwerk.example>');
    expect(heard.join('')).toContain('From: Kopexa <post@kopexa.example>');
    expect(records).toEqual(['connected']);
    expect(await readdir(folder)).toEqual([]);
    server.close();
  });

  it('needs TLS for every mail server that is not on this machine', () => {
    expect(readMailConfig({ KOPEXA_SMTP_URL: 'smtp://u:p%40ss@mail.company.com' })).toMatchObject({
      tls: 'starttls',
      port: 587,
      password: 'p@ss',
      allowPrivate: false,
    });
    expect(readMailConfig({ KOPEXA_SMTP_URL: 'smtps://mail.company.com' })).toMatchObject({
      tls: 'implicit',
      port: 465,
    });
  });

  it('says what is wrong with its configuration without repeating a password', () => {
    const read = (): unknown =>
      readMailConfig({ KOPEXA_SMTP_URL: 'http://u:canary@mail', KOPEXA_SMTP_PRIVATE: 'maybe' });
    expect(read).toThrow(/KOPEXA_SMTP_PRIVATE/);
    expect(() => readMailConfig({ KOPEXA_SMTP_URL: 'http://u:canary@mail' })).toThrow(/smtps:\/\/user/);
    expect(read).not.toThrow(/canary/);
  });
});
