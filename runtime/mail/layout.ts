import type { Bilingual } from '#schema/permissions.js';

/** Language of a mail. */
export type MailLocale = keyof Bilingual;

/** What a mail says, before it is laid out. */
export interface MailContent {
  readonly locale: MailLocale;
  readonly subject: string;
  /** Paragraphs of plain text; words of people are escaped in the HTML part. */
  readonly paragraphs: readonly string[];
  readonly action: { readonly label: string; readonly url: string };
  readonly footer: string;
}

/** A mail ready to be sent, as text and as HTML. */
export interface LaidOutMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Lays a mail out as plain text and as HTML that needs no image and no script. */
export function layOutMail(content: MailContent): LaidOutMail {
  const { locale, subject, paragraphs, action, footer } = content;
  const text = [...paragraphs, `${action.label}: ${action.url}`, footer].join('\n\n') + '\n';
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f6f7f9;font-family:system-ui,sans-serif;color:#1c2430">
<div style="max-width:520px;margin:0 auto;background:#fff;border:1px solid #e3e6eb;border-radius:12px;padding:32px">
${paragraphs.map((paragraph) => `<p style="margin:0 0 16px;line-height:1.6">${escapeHtml(paragraph)}</p>`).join('\n')}
<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="display:inline-block;background:#1f5eff;color:#fff;text-decoration:none;padding:12px 20px;border-radius:8px">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 16px;line-height:1.6;font-size:13px;color:#5b6675;word-break:break-all">${escapeHtml(action.url)}</p>
<p style="margin:0;line-height:1.6;font-size:13px;color:#5b6675">${escapeHtml(footer)}</p>
</div></body></html>
`;
  // A line break in a subject would start a header of its own (RFC 5322 §2.2).
  return { subject: subject.replaceAll(/\s+/g, ' '), text, html };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
