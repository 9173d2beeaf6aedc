export interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  name?: string;
}
export interface Lock {
  packages: Record<string, LockedPackage>;
}
export function checkLock(lock: Lock): string[];
export function checkInstallScripts(
  lock: Lock,
  manifest: { allowScripts?: Record<string, boolean> },
  known: Record<string, string>,
): string[];
export function checkSbom(text: string, lock: Lock): string[];
