import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { bilingual, line } from '#runtime/graphql/parse.js';

/** Far above what an authenticator says without an attestation. */
const LONGEST_ANSWER = 20_000;

const base64 = z
  .string()
  .max(LONGEST_ANSWER)
  .regex(/^[A-Za-z0-9_-]*$/);
const common = {
  id: base64.min(16).max(1_400),
  rawId: base64.min(16).max(1_400),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
};
const registration = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64,
    attestationObject: base64,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
const authentication = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64,
    authenticatorData: base64,
    signature: base64,
    userHandle: base64.optional().catch(undefined),
  }),
});

/** The browser's answer arrives as JSON text, as `PublicKeyCredential.toJSON()` makes it (WebAuthn §5.1). */
function answer<Answer>(shape: z.ZodType): z.ZodType<Answer> {
  return z
    .string()
    .max(LONGEST_ANSWER)
    .transform((text, context): unknown => {
      try {
        return shape.parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom', message: UNREADABLE });
        return z.NEVER;
      }
    }) as unknown as z.ZodType<Answer>;
}

const UNREADABLE = bilingual(
  'Die Antwort des Browsers ist nicht zu lesen. Versuchen Sie es noch einmal.',
  'The answer of the browser cannot be read. Try again.',
);

/** Name of a passkey: how its owner tells it from the others. */
export const passkeyName = line({ max: 60 });

/** A new passkey. */
export const registerSchema = z.object({
  name: passkeyName,
  response: answer<RegistrationResponseJSON>(registration),
});

/** A passkey that was shown. */
export const shownSchema = z.object({ response: answer<AuthenticationResponseJSON>(authentication) });
