/** What the features of content need from outside. */
export interface ContentServices {
  readonly clock: () => Date;
}
