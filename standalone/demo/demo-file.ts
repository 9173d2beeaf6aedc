import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '#runtime/embedded/replace-file.js';
import type { Bilingual } from '#schema/permissions.js';

/** What the demo page knows about a person; the product itself never reads it. */
export interface DemoCard {
  readonly name: string;
  readonly email: string;
  readonly job: Bilingual;
  /** Base32, as an authenticator app would hold it. */
  readonly secret: string;
  readonly memberships: readonly { readonly organization: string; readonly role: Bilingual }[];
}

/** The demo's people with one password for all of them. */
export interface DemoFile {
  readonly password: string;
  readonly people: readonly DemoCard[];
}

const fileIn = (dataDirectory: string): string => join(dataDirectory, 'demo.json');

/** Writes `demo.json`, readable by the owner only. */
export function writeDemoFile(dataDirectory: string, demo: DemoFile): void {
  replaceFile(fileIn(dataDirectory), `${JSON.stringify(demo, null, 2)}\n`);
}

/** Reads `demo.json`; `null` when the file is gone. */
export function readDemoFile(dataDirectory: string): DemoFile | null {
  const file = fileIn(dataDirectory);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoFile) : null;
}
