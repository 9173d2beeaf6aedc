import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { arrival, useFocusKeeper } from './focus-keeper.ts';

/**
 * After a change of place: focus goes to the new page's main part as soon as it is there, unless a field in it, or
 * the person, put it elsewhere; its title is announced (WCAG 2.2, 2.4.3 and 4.1.3). Changes of query parameters
 * leave focus where it is, and so does what is marked `data-keeps-focus`.
 */
export function RouteFocus() {
  const { pathname } = useLocation();
  const first = useRef(true);
  const [title, setTitle] = useState('');
  useFocusKeeper();
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    window.scrollTo({ top: 0 });
    const before = document.activeElement;
    arrival.pending = true;
    const stop = whenThere('main', (main) => {
      arrival.pending = false;
      const now = document.activeElement;
      const moved = now !== before && now !== document.body;
      if (moved || now?.closest('#main, [role=dialog], [data-keeps-focus]')) return;
      main.focus({ preventScroll: true });
    });
    const timer = setTimeout(() => setTitle(document.title), 400);
    return () => {
      stop();
      arrival.pending = false;
      clearTimeout(timer);
    };
  }, [pathname]);
  return (
    <div className="k-quiet" role="status" aria-live="polite">
      {title}
    </div>
  );
}

/** Calls back with the element once it is in the page, at once if it is there already; returns the way to give up. */
function whenThere(id: string, onThere: (element: HTMLElement) => void): () => void {
  const found = document.getElementById(id);
  if (found) {
    onThere(found);
    return () => undefined;
  }
  const observer = new MutationObserver(() => {
    const element = document.getElementById(id);
    if (!element) return;
    stop();
    onThere(element);
  });
  const stop = () => observer.disconnect();
  observer.observe(document.body, { childList: true, subtree: true });
  return stop;
}
