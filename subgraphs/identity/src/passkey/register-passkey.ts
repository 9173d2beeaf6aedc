import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { newId } from '#runtime/graphql/ids.js';
import { finishRegistration, type JudgingTools } from './ceremony.js';

/** Keeps a passkey that the browser has just made; returns its id. Errors: INVALID_PASSKEY, STEP_UP_REQUIRED. */
export async function registerPasskey(
  tools: JudgingTools,
  input: { readonly name: string; readonly response: RegistrationResponseJSON },
): Promise<string> {
  const made = await finishRegistration(tools, input.response);
  const id = newId();
  if (!(await tools.passkeys.add({ ...made, id, name: input.name }))) {
    throw invalidInput(
      'input.response',
      'Dieser Passkey ist schon eingerichtet.',
      'This passkey is set up already.',
    );
  }
  return id;
}
