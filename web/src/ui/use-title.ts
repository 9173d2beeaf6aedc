import { useEffect } from 'react';

/** Sets the window's title: "page · Kopexa". */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Kopexa` : 'Kopexa';
  }, [title]);
}
