import { createContext, use } from 'react';

/** What pages may ask of the frame around them. */
export interface FrameActions {
  /** Opens the side on narrow screens. */
  openSide(): void;
  search(): void;
  help(): void;
}

/** Set by the frame. */
export const FrameContext = createContext<FrameActions | null>(null);

/** The frame around the page; null outside an Organization. */
export function useFrame(): FrameActions | null {
  return use(FrameContext);
}
