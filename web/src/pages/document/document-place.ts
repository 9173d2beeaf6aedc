const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const GERMAN: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Address of a document: its title for people, its id for the server. */
export function placeOfDocument(slug: string, document: { id: string; title: string }): string {
  const words = slugOf(document.title);
  return `/o/${slug}/d/${words ? `${words}-` : ''}${document.id}`;
}

/** Id at the end of an address; the whole key when there is none, which the server then does not find. */
export function documentIdOf(key: string): string {
  return UUID.exec(key)?.[0] ?? key;
}

/** A title as it stands in an address: lower case, ASCII, hyphens, at most 60 characters. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => GERMAN[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
}
