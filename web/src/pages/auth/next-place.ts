import { useSearchParams } from 'react-router';

/** Where to go after signing in: a place of this site that the address names, else the start. */
export function useNextPlace(): { next: string; query: string } {
  const [params] = useSearchParams();
  const asked = params.get('next');
  const next = asked !== null && isOwnPlace(asked) ? asked : '/';
  return { next, query: next === '/' ? '' : `?next=${encodeURIComponent(next)}` };
}

/** Only paths of the own site: "//host" and "/\host" would leave it, browsers drop control characters (open redirect). */
export function isOwnPlace(place: string): boolean {
  return /^\/(?![/\\])[^\p{Cc}]*$/u.test(place);
}
