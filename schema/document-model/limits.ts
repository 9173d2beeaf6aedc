/** What a document's body may be at most; beyond it a save is refused (THREATS 32). */
export const BODY_LIMITS = {
  /** Bytes of the body as JSON in UTF-8: 1 MiB. */
  bytes: 1_048_576,
  /** Nodes below the document node, text nodes included. */
  nodes: 20_000,
  /** Levels below the document node. */
  depth: 30,
  /** Characters of a link's address. */
  href: 2048,
} as const;

/** Characters (Unicode code points) of a title. */
export const TITLE_LIMITS = { min: 1, max: 200 } as const;

/** What an image or a file in a body may say about itself, in UTF-16 code units; `side` is in pixels. */
export const FILE_NODE_LIMITS = { alt: 500, name: 255, side: 100_000 } as const;
