import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailFolder } from '#runtime/mail/mail-folder.js';
import { writeDemoFile } from './demo-file.js';
import { startDemoPage, type DemoPage } from './page.js';

const PRODUCT = 'http://localhost:4000';
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const ADA = {
  name: 'Ada <Lange>',
  email: 'ada.lange@nordwerk.example',
  job: { de: 'Leiterin', en: 'Head' },
  secret: SECRET,
  memberships: [{ organization: 'Nordwerk', role: { de: 'Eigentümer', en: 'Owner' } }],
};

describe('the demo page', () => {
  let folder: string;
  let page: DemoPage;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kopexa-page-'));
    writeDemoFile(folder, { password: 'Ahorn-Birke-Segel-42', people: [ADA] });
    page = await startDemoPage({ port: 0, productUrl: PRODUCT, dataDirectory: folder });
  });
  afterEach(async () => {
    await page.close();
    await rm(folder, { recursive: true });
  });

  it('shows people with password and current code in both languages', async () => {
    const german = await (await fetch(page.url, { headers: { 'accept-language': 'de' } })).text();
    const english = await (await fetch(`${page.url}/?lang=en`)).text();
    expect(german).toContain('Ada &lt;Lange&gt;');
    expect(german).toContain('Leiterin · Eigentümer');
    expect(english).toContain('Head · Owner');
    expect(german).toContain('Ahorn-Birke-Segel-42');
    const { codes } = (await (await fetch(`${page.url}/state.json`)).json()) as {
      codes: Record<string, string>;
    };
    const now = Date.now() / 1000;
    expect(
      [now - 1, now].map((epoch) => generateSync({ secret: SECRET, epoch: Math.floor(epoch) })),
    ).toContain(codes[ADA.email]);
    expect(german + english).not.toContain(SECRET);
  });

  it('shows mail with links into the product and nothing that runs', async () => {
    const text = `Guten Tag,\n${PRODUCT}/sign-up?token=abc\nhttps://elsewhere.example/\n<script>alert(1)</script>`;
    await createMailFolder(join(folder, 'mail'), 'Kopexa <kopexa@localhost>').send({
      to: 'neu@nordwerk.example',
      subject: 'Einladung zu „Nordwerk“ für Jürgen & Söhne, mit einem Betreff, der länger als eine Zeile ist',
      text,
      html: '<p>Guten Tag</p>',
    });
    const html = await (await fetch(page.url)).text();
    expect(html).toContain(
      'Einladung zu „Nordwerk“ für Jürgen &amp; Söhne, mit einem Betreff, der länger als eine Zeile ist',
    );
    expect(html).toContain(`<a href="${PRODUCT}/sign-up?token=abc">`);
    expect(html).not.toContain('<a href="https://elsewhere');
    expect(html).not.toContain('<script>alert');
  });

  it('tells the sign-in page names and roles only', () => {
    expect(page.people).toEqual([
      { name: ADA.name, email: ADA.email, organization: 'Nordwerk', role: ADA.job },
    ]);
  });

  it('answers nobody who came by another name, and takes nothing', async () => {
    const status = (headers: Record<string, string>, method = 'GET'): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request(page.url, { method, headers }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    expect(await status({ host: 'evil.example' })).toBe(421);
    expect(await status({}, 'POST')).toBe(405);
    expect((await fetch(`${page.url}/demo.json`)).status).toBe(404);
  });

  it('takes another port when its own is taken', async () => {
    const second = await startDemoPage({
      port: Number(new URL(page.url).port),
      productUrl: PRODUCT,
      dataDirectory: folder,
    });
    expect(second.url).not.toBe(page.url);
    await second.close();
  });
});
