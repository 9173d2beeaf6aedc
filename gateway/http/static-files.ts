import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg)/;
/** Vite puts a hash of the content into the names below this folder. */
const HASHED = '/assets/';

type Encoding = 'br' | 'gzip' | 'identity';

/** A file of the client, ready to be sent. */
export class StaticFile {
  readonly etag: string;
  readonly type: string;
  readonly cacheControl: string;
  readonly #encoded = new Map<Encoding, Promise<Buffer>>();

  constructor(
    readonly path: string,
    private readonly content: Buffer,
  ) {
    this.etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    this.type = TYPES[extname(path)] ?? 'application/octet-stream';
    this.cacheControl = path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache';
  }

  /** The best encoding that the browser takes, compressed at the first request and kept. */
  async encodedFor(acceptEncoding: string): Promise<{ encoding: Encoding; body: Buffer }> {
    const encoding = this.#choose(acceptEncoding);
    const body = this.#encoded.get(encoding) ?? this.#encode(encoding);
    this.#encoded.set(encoding, body);
    return { encoding, body: await body };
  }

  #choose(acceptEncoding: string): Encoding {
    if (this.content.length < 1000 || !COMPRESSIBLE.test(this.type)) return 'identity';
    if (/\bbr\b(?!;q=0)/.test(acceptEncoding)) return 'br';
    return /\bgzip\b(?!;q=0)/.test(acceptEncoding) ? 'gzip' : 'identity';
  }

  #encode(encoding: Encoding): Promise<Buffer> {
    if (encoding === 'br')
      return promisify(brotliCompress)(this.content, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } });
    return encoding === 'gzip' ? promisify(gzip)(this.content) : Promise.resolve(this.content);
  }
}

/** The built web client in memory: only what was there at start can be served, whatever a path says. */
export class StaticFiles {
  private constructor(private readonly files: ReadonlyMap<string, StaticFile>) {}

  /** Reads all files below a folder; an absent folder is a client without files. Source maps stay at home. */
  static read(directory: string | null): StaticFiles {
    /* eslint-disable security/detect-non-literal-fs-filename -- the launcher's own folder; no path of a request comes here */
    if (directory === null || !existsSync(directory)) return new StaticFiles(new Map());
    const files = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && !entry.name.startsWith('.'))
      .map((entry) => {
        const full = join(entry.parentPath, entry.name);
        const path = `/${relative(directory, full).split(sep).join('/')}`;
        return [path, new StaticFile(path, readFileSync(full))] as const;
      });
    /* eslint-enable security/detect-non-literal-fs-filename */
    return new StaticFiles(new Map(files));
  }

  /** The file at a path; for a navigation to a place inside the client its page. */
  find(path: string, isNavigation: boolean): StaticFile | undefined {
    const file = this.files.get(path);
    if (file) return file;
    return isNavigation && !/\.\w+$/.test(path.split('/').at(-1) ?? '')
      ? this.files.get('/index.html')
      : undefined;
  }
}
