/** Types that no browser runs; every other file goes out as bytes of no type. */
const HARMLESS =
  /^(image\/(png|jpeg|gif|webp|avif|bmp|tiff)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+|text\/(plain|csv|markdown)|application\/(zip|gzip|json|vnd\.openxmlformats-officedocument\.[a-z.]+|vnd\.oasis\.opendocument\.[a-z]+))$/;

/** On every answer with the bytes of a file, so that nothing in them can run on the product's origin (THREATS 33). */
const CLOSED: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
};

/** Headers of a download: an attachment, whatever it is. */
export function attachmentHeaders(file: {
  readonly name: string;
  readonly mediaType: string;
  readonly etag: string;
}): Record<string, string> {
  return {
    ...CLOSED,
    'content-type': HARMLESS.test(file.mediaType) ? file.mediaType : 'application/octet-stream',
    'content-disposition': contentDisposition(file.name),
    'accept-ranges': 'bytes',
    etag: file.etag,
  };
}

/** Headers of a picture that we made ourselves: the only bytes of files that are shown inline. */
export function pictureHeaders(etag: string): Record<string, string> {
  return { ...CLOSED, 'content-type': 'image/webp', 'content-disposition': 'inline', etag };
}

/** RFC 6266: a name for everybody, and one in UTF-8 (RFC 8187) for those who can read it. */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
