import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Keyring } from '#runtime/crypto/keyring.js';
import { notFound } from '#runtime/errors/catalogue.js';
import type { RouteHandler } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../../services.js';
import type { PostedForm } from '../protocol.js';

const PURPOSE = 'sso-form';
/** As long as an attempt can be returned with. */
const LIFETIME_MS = 600_000;
const formSchema = z.object({
  until: z.number(),
  url: z.url({ protocol: /^https$/ }),
  fields: z.record(z.string(), z.string()),
});

/** The only script of the page; the policy names it by its hash, so that no other one runs. */
const SCRIPT = 'document.forms[0].submit();';

/**
 * Script by its hash alone, nothing else is loaded. A form may go anywhere by https: providers send the browser on from
 * their address to others of theirs, and browsers hold those too against `form-action`.
 */
const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${hash('sha256', SCRIPT, 'base64')}'`,
  'form-action https:',
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The address of the page that posts a form; what is posted stands in it, sealed, so that it posts nothing but ours, and
 * for ten minutes alone: it leads to wherever an Organization's settings say, which nobody should be able to pass around.
 */
export function formUrl(
  { keyring, origin, nowMs }: { readonly keyring: Keyring; readonly origin: string; readonly nowMs: number },
  connectionId: string,
  form: PostedForm,
): string {
  const kept = { ...form, until: nowMs + LIFETIME_MS };
  const sealed = keyring.seal(PURPOSE, Buffer.from(JSON.stringify(kept)), connectionId);
  return `${origin}/sso/saml/${connectionId}/request?form=${sealed.toString('base64url')}`;
}

/** Has the browser post our request to an identity provider that takes it no other way (SAML Bindings §3.5). */
export const samlRequest: RouteHandler<IdentityServices> = ({ ctx, params, query }) => {
  const { keyring, nowMs } = ctx.services;
  const form = openForm({ keyring, nowMs: nowMs() }, params['id'] ?? '', query['form'] ?? '');
  if (!form) throw notFound('Connection', params['id'] ?? null);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
  };
  return Promise.resolve(new Response(formPage(form, ctx.actor.locale), { headers }));
};

/** What an address of {@link formUrl} carries; `null` when it is not ours, not for this connection, or too old. */
export function openForm(
  { keyring, nowMs }: { readonly keyring: Keyring; readonly nowMs: number },
  connectionId: string,
  sealed: string,
): PostedForm | null {
  try {
    const text = keyring.open(PURPOSE, Buffer.from(sealed, 'base64url'), connectionId).toString();
    const { until, ...form } = formSchema.parse(JSON.parse(text));
    return nowMs < until ? form : null;
  } catch {
    return null;
  }
}

/** Without a script the person presses the button. */
function formPage({ url, fields }: PostedForm, locale: 'de' | 'en'): string {
  const isGerman = locale === 'de';
  const title = isGerman ? 'Weiter zur Anmeldung' : 'On to signing in';
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>' +
    `<body><main><h1>${title}</h1><form method="post" action="${escaped(url)}">${inputs.join('')}` +
    `<button type="submit">${isGerman ? 'Weiter' : 'Continue'}</button></form></main>` +
    `<script>${SCRIPT}</script></body></html>`
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
