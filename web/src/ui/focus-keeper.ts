import { useEffect } from 'react';

const REMEMBERED = 30;

/** While a new page is on its way the focus is not given back: it will go to that page. */
export const arrival = { pending: false };

/**
 * When what has the focus goes away, as a dialog, a menu or a deleted row does, the focus goes back to where it was
 * before (WCAG 2.2, 2.4.3); the browser would drop it at the start of the page.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    const visited: HTMLElement[] = [];
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || visited.at(-1) === target) return;
      visited.push(target);
      if (visited.length > REMEMBERED) visited.shift();
    };
    const keep = () => {
      const last = visited.at(-1);
      if (arrival.pending || !last || last.isConnected || document.activeElement !== document.body) return;
      const back = visited.findLast((element) => element.isConnected && isPlace(element));
      (back ?? document.getElementById('main'))?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, []);
}

/** Shown, and more than the link over the start of every page. */
function isPlace(element: HTMLElement): boolean {
  return element.getClientRects().length > 0 && !element.matches('.k-skip');
}
