interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

interface Differences {
  readonly changed: GeneratedFile[];
  readonly gone: string[];
}

export function differences(root: string, files: readonly GeneratedFile[]): Differences;
export function settle(root: string, found: Differences): void;
