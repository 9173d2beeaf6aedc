export interface Boundaries {
  modules: number;
  violations: { rule: string; from: string; to: string }[];
  unseen: string[];
}
export const ROOMS: readonly string[];
export const MINIMUM_MODULES: number;
export function checkBoundaries(root?: string): Boundaries;
export function describeBoundaries(result: Boundaries): string;
