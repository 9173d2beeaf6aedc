/** Whether node_modules holds exactly what package-lock.json asks for. */
export declare function isInstalled(root: string): boolean;
/** Installs what package-lock.json says; throws an Error with npm's reason. */
export declare function install(root: string): Promise<void>;
/** Path of the Node this project is pinned to, or undefined where npm has none for this platform. */
export declare function pinnedNode(root: string): string | undefined;
/** Whether the running Node is the pinned one (or the only one there is). */
export declare function runsPinnedNode(root: string): boolean;
