export interface Finding {
  file: string;
  line: number;
  rule: string;
  fingerprint: string;
}
export interface Allowed {
  file: string;
  fingerprint: string;
  reason: string;
}
export function scanText(file: string, text: string): Finding[];
export function scanTree(root: string, allowList: readonly Allowed[]): { files: number; problems: string[] };
