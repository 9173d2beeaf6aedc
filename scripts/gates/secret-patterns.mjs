/**
 * Shapes of secrets that are known by their form. `value` is the group that holds the secret itself.
 *
 * @type {readonly { rule: string, pattern: RegExp }[]}
 */
export const KNOWN_SHAPES = [
  {
    rule: 'private-key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----[\s\\nr]+(?<value>[A-Za-z0-9+/=]{40,})/g,
  },
  { rule: 'aws-access-key', pattern: /\b(?<value>(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\b/g },
  { rule: 'github-token', pattern: /\b(?<value>gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{60,255})\b/g },
  { rule: 'gitlab-token', pattern: /\b(?<value>gl(?:pat|dt|rt)-[\w-]{20,})/g },
  { rule: 'kopexa-token', pattern: /\b(?<value>kpx_[A-Za-z0-9]{49})\b/g },
  { rule: 'npm-token', pattern: /\b(?<value>npm_[A-Za-z0-9]{36})\b/g },
  { rule: 'slack-token', pattern: /\b(?<value>xox[abeoprs]-[A-Za-z0-9-]{10,})/g },
  { rule: 'slack-webhook', pattern: /hooks\.slack\.com\/services\/(?<value>T\w{8,}\/B\w{8,}\/\w{20,})/g },
  { rule: 'azure-storage-key', pattern: /AccountKey=(?<value>[A-Za-z0-9+/]{86}==)/g },
  { rule: 'azure-shared-access', pattern: /[?&]sig=(?<value>[A-Za-z0-9%]{43,}(?:%3D|=))/g },
  { rule: 'azure-client-secret', pattern: /\b(?<value>[\w~.-]{3}8Q~[\w~.-]{34})/g },
  { rule: 'azure-ai-key', pattern: /\b(?<value>[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26})\b/g },
  { rule: 'openai-key', pattern: /\b(?<value>sk-(?:proj-|svcacct-)?[\w-]{32,})/g },
  { rule: 'google-key', pattern: /\b(?<value>AIza[\w-]{35})\b/g },
  { rule: 'stripe-key', pattern: /\b(?<value>[rs]k_live_[A-Za-z0-9]{24,})\b/g },
  { rule: 'jwt', pattern: /\b(?<value>eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,})/g },
  {
    rule: 'password-in-url',
    pattern:
      /\b[a-z][a-z0-9+]{2,}:\/\/[^\s:/@'"`$<>]+:(?<value>[^\s:/@'"`$<>]{6,})@(?!localhost|127\.|\[::1\]|example\.)/g,
  },
];

const NAMES =
  'password|passwd|passphrase|secret|token|credential|api_?key|access_?key|private_?key|(?:master|signing|encryption|hmac)_?key';

/** `name = "value"`, `name: 'value'`, `"name": "value"`: a literal under a telling name. */
export const QUOTED_ASSIGNMENT = new RegExp(
  `(?:${NAMES.replaceAll('_?', '[_-]?')})\\w*["'\`]?\\s*[:=]\\s*["'\`](?<value>[^"'\`\\s]{12,})["'\`]`,
  'gi',
);

/** `NAME=value` and `name: value` of shell, .env, YAML and INI files. */
export const BARE_ASSIGNMENT = new RegExp(
  `^\\s*(?:export\\s+|-\\s+)?[\\w.-]*(?:${NAMES.replaceAll('_?', '[_-]?')})[\\w-]*\\s*[:=]\\s*(?<value>[^\\s"'$(){}<>]{12,})\\s*$`,
  'gim',
);

/**
 * Whether a literal looks drawn at random: letters and digits, and at least 3.3 bits a character (Shannon).
 * Words, identifiers, paths, placeholders and interpolations are not.
 *
 * @param {string} value
 * @returns {boolean}
 */
export function looksRandom(value) {
  if (value.includes('${') || /^(https?:|\.{0,2}\/|#)/.test(value)) return false;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  // Words joined by separators, with a version or year at the end: names of things.
  if (value.split(/[._:/-]/).every((part) => /^[A-Za-z]*$|^\d{1,4}$/.test(part))) return false;
  return entropyBitsPerCharacter(value) >= 3.3;
}

function entropyBitsPerCharacter(text) {
  const counts = new Map();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
