/** The subgraphs. */
export declare const SUBGRAPHS: readonly string[];
/** Settings of the operator by process. */
export declare const SETTINGS: Readonly<
  Record<string, { readonly plain: readonly string[]; readonly secret: readonly string[] }>
>;
/** Makes the secrets of an installation below a folder; returns the names of the files. */
export declare function initialise(folder: string): string[];
