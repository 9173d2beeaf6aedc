import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, KopexaError } from '#runtime/errors/catalogue.js';

/** Why AI cannot be used; empty when it can. */
export type Missing = 'OPERATOR' | 'ORGANIZATION' | 'PERMISSION';

/** Whether somebody may ask: people only, a service account has nobody who reads the answer. */
export const mayAsk = (actor: Actor): boolean => actor.kind === 'user' && holds(actor, 'ai.use');

/** What is missing, of the two switches and the permission. */
export function missingFor(actor: Actor, isConfigured: boolean, isEnabled: boolean): Missing[] {
  return [
    ...(isConfigured ? [] : (['OPERATOR'] as const)),
    ...(isEnabled ? [] : (['ORGANIZATION'] as const)),
    ...(mayAsk(actor) ? [] : (['PERMISSION'] as const)),
  ];
}

/** Throws FORBIDDEN, or AI_OFF with what is missing. */
export function assertMayAsk(actor: Actor, isConfigured: boolean, isEnabled: boolean): void {
  if (!mayAsk(actor)) throw forbidden('Answer', null);
  const missing = missingFor(actor, isConfigured, isEnabled);
  if (missing.length === 0) return;
  const message = missing.includes('OPERATOR')
    ? {
        de: 'Der Betreiber hat keinen KI-Dienst eingerichtet.',
        en: 'The operator has not set up an AI service.',
      }
    : {
        de: 'Ihre Organization hat die KI nicht eingeschaltet. Das geht in der Verwaltung unter „Einstellungen“.',
        en: 'Your Organization has not switched AI on. That is done in the console under “Settings”.',
      };
  throw new KopexaError('AI_OFF', { message, details: { missing } });
}
