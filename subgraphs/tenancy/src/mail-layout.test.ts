import { describe, expect, it } from 'vitest';
import { accessDecidedMail, accessRequestedMail } from './access-request/access-request-mail.js';
import { invitationMail } from './invitation/invitation-mail.js';

const url = 'http://localhost:4000/sign-up?token=abc&x=1';

describe('mail of this room', () => {
  it('says the same as text and as HTML, in both languages', () => {
    for (const locale of ['de', 'en'] as const) {
      const facts = { organization: 'Nordwerk', inviter: 'Ada', role: 'Mitglied', url } as const;
      const mail = invitationMail({
        locale,
        ...facts,
        until: null,
        expiresAt: new Date('2026-12-01T12:00:00Z'),
      });
      expect(mail.text).toContain(url);
      expect(mail.html).toContain('token=abc&amp;x=1');
      for (const part of [mail.text, mail.html])
        expect(part).toContain(
          locale === 'de'
            ? 'bis zum 1. Dezember 2026, 13:00 Uhr (MEZ)'
            : 'until 1 December 2026, 13:00 (CET)',
        );
    }
  });

  it('escapes what people wrote and keeps headers in one line', () => {
    const mail = accessRequestedMail({
      locale: 'en',
      recipient: 'Ben',
      requester: '<script>alert(1)</script>\r\nBcc: eve@example.com',
      space: 'A & B',
      organization: 'Nordwerk',
      message: '<img src=x onerror=alert(1)>',
      url,
    });
    expect(mail.html).not.toMatch(/<script|<img/);
    expect(mail.html).toContain('A &amp; B');
    expect(mail.subject).not.toMatch(/[\r\n]/);
  });

  it('does not name the Space in a refusal', () => {
    const mail = accessDecidedMail({
      locale: 'de',
      recipient: 'Ben',
      organization: 'Nordwerk',
      granted: null,
      reason: 'Nicht Ihr Team.',
      url,
    });
    expect(mail.text).toContain('Begründung: Nicht Ihr Team.');
    expect(mail.subject).toBe('Ihre Anfrage wurde abgelehnt');
  });
});
