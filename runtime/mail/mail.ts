/** A mail to one person. `text` is required; `html` says the same. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** Hands mail over for delivery. Rejects when it was not taken; the outbox then tries again. */
export interface MailSender {
  send(mail: Mail): Promise<void>;
}
