/** What to do where there is no Chromium. */
export declare const HOW_TO_GET_CHROMIUM: string;
/** Path of the Chromium to test with, or undefined. */
export declare function findChromium(env?: Readonly<Record<string, string | undefined>>): string | undefined;
/** As findChromium, installing Debian's package first where root may; throws when there is none afterwards. */
export declare function obtainChromium(): string;
