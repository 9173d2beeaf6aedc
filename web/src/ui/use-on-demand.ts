import { useEffect, useState } from 'react';

/**
 * For a menu that is loaded when it is first wanted: `props` belong on the button that stands for it until then.
 * Pointing at it or focusing it already starts loading.
 */
export function useOnDemand(load: () => Promise<unknown>) {
  const [wanted, setWanted] = useState(false);
  const prepare = () => void load();
  return {
    wanted,
    props: {
      'aria-haspopup': 'menu' as const,
      'aria-expanded': false,
      onClick: () => setWanted(true),
      onPointerEnter: prepare,
      onFocus: prepare,
    },
  };
}

/** State of a menu that was loaded because somebody wanted it: it opens at once. */
export function useOpenAtOnce(): [boolean, (opened: boolean) => void] {
  const [opened, setOpened] = useState(false);
  // After mounting, so that focus comes back to the button, which has taken it by then.
  useEffect(() => setOpened(true), []);
  return [opened, setOpened];
}
