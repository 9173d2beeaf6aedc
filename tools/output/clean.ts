// What a terminal would take for a command: C0 and C1 controls, and what turns the direction of writing.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const COMMANDS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

/** A text of other people's making on one line, without what a terminal would act on (CWE-150). */
export function clean(text: string): string {
  return text.replace(COMMANDS, ' ').trim();
}

/** JSON that a terminal shows as it is: its own escapes leave the C1 controls in. */
export function safeJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, withoutTypenames, indent).replace(
    /[\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `__typename` is the client's own business. */
const withoutTypenames = (key: string, value: unknown): unknown => (key === '__typename' ? undefined : value);

/** A text without the tokens in it. */
export function redactToken(text: string): string {
  return text.replace(/\bkpx_\w+/g, 'kpx_•••');
}
