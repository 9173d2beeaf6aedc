import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { formUrl, openForm } from './posted-form.js';

const keyring = createKeyring(randomBytes(32));
const begunMs = Date.parse('2026-11-23T12:00:00Z');
const form = { url: 'https://idp.example/sso', fields: { SAMLRequest: 'PHg+', RelayState: 'state' } };

describe('the address of the page that posts a request', () => {
  it('leads on for ten minutes, and then nowhere: nobody passes it around', () => {
    const url = formUrl({ keyring, origin: 'https://kopexa.example', nowMs: begunMs }, 'one', form);
    const sealed = new URL(url).searchParams.get('form') ?? '';
    const after = (ms: number) => openForm({ keyring, nowMs: begunMs + ms }, 'one', sealed);
    expect(after(599_999)).toEqual(form);
    expect(after(600_000)).toBeNull();
    expect(openForm({ keyring, nowMs: begunMs }, 'other', sealed)).toBeNull();
  });
});
