const LONGEST = 2000;
const NOWHERE = 'https://nowhere.invalid';

/**
 * A place of this product to go on at, or `/` for whatever is no plain path of it: `//host`, a backslash, another origin,
 * a control character (open redirects, THREATS 30).
 */
export function returnPath(wanted: string | null | undefined): string {
  if (
    !wanted ||
    wanted.length > LONGEST ||
    !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) ||
    wanted.includes('\\')
  )
    return '/';
  if (!URL.canParse(wanted, NOWHERE)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, NOWHERE);
  return origin === NOWHERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
