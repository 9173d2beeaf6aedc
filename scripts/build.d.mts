/** The halves of the build. */
export type Half = 'server' | 'web';
/** The halves that are out of date. */
export declare function outdated(root: string, force?: boolean): Half[];
/** Builds the given halves side by side; throws an Error with the compiler's output. */
export declare function build(root: string, halves: readonly Half[]): Promise<void>;
