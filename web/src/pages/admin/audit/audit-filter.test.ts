import { describe, expect, it } from 'vitest';
import { auditFilterOf, readAuditQuery, writeAuditQuery } from './audit-filter.ts';

describe('The audit filter in the address', () => {
  it('survives the way into the address and back', () => {
    const address = 'from=2026-11-01&to=2026-11-02&outcome=DENIED&action=document.read&action=document.move';
    const query = readAuditQuery(new URLSearchParams(address));
    expect(readAuditQuery(writeAuditQuery(query))).toEqual(query);
    expect(query.actions).toEqual(['document.read', 'document.move']);
  });

  it('ignores what it does not understand', () => {
    const query = readAuditQuery(new URLSearchParams('outcome=MAYBE&from=yesterday'));
    expect(auditFilterOf(query)).toBeNull();
  });

  it('includes the whole last day', () => {
    const filter = auditFilterOf(readAuditQuery(new URLSearchParams('from=2026-11-02&to=2026-11-02')));
    const hours = (new Date(filter?.to ?? 0).getTime() - new Date(filter?.from ?? 0).getTime()) / 3_600_000;
    expect(hours).toBe(24);
  });
});
