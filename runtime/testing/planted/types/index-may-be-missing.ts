/** Planted: an element of a list may be missing (noUncheckedIndexedAccess). */
export const first = (names: string[]): string => names[0];
