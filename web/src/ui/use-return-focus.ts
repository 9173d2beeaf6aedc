import { useEffect, useState } from 'react';

/** When what calls this goes away, focus goes back to where it was before; to the page if that is gone, too. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return;
        const place =
          before instanceof HTMLElement && before.isConnected ? before : document.getElementById('main');
        place?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
