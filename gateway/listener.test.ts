import { describe, expect, it } from 'vitest';
import { assertListener, isLoopback } from './listener.js';

describe('A listener', () => {
  const none = { demo: false, adHoc: false };
  it.each(['localhost', '127.0.0.1', '127.8.8.8', '::1', '[::1]'])('%s is this machine', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '192.168.1.5', '127.0.0.1.evil.example', 'kopexa.example'])(
    'on %s needs TLS',
    (host) => {
      expect(() => assertListener({ host, port: 443 }, none)).toThrow(/needs TLS/);
      expect(() => assertListener({ host, port: 443, tls: { cert: '', key: '' } }, none)).not.toThrow();
    },
  );
  it('shows no demo data and takes no text beyond this machine', () => {
    const listener = { host: '0.0.0.0', port: 443, tls: { cert: '', key: '' } };
    expect(() => assertListener(listener, { demo: true, adHoc: false })).toThrow(
      /Demo data is served on localhost only/,
    );
    expect(() => assertListener(listener, { demo: false, adHoc: true })).toThrow(/KOPEXA_ADHOC/);
  });
});
