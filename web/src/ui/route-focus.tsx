import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useFocusKeeper } from './focus-keeper.ts';

/**
 * After a change of place: focus goes to the new page's main part, unless a field in it took it already, and its
 * title is announced (WCAG 2.2, 2.4.3 and 4.1.3). Changes of query parameters leave focus where it is.
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
    const main = document.getElementById('main');
    const taken = document.activeElement?.closest('#main, [role=dialog], [data-keeps-focus]');
    if (!taken) main?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
    const timer = setTimeout(() => setTitle(document.title), 400);
    return () => clearTimeout(timer);
  }, [pathname]);
  return (
    <div className="k-quiet" role="status" aria-live="polite">
      {title}
    </div>
  );
}
