import type { ReactNode } from 'react';

/** A part that scrolls by itself, named and focusable so that the keyboard can scroll it, too (WCAG 2.1.1). */
export function ScrollRegion(props: { label: string; className?: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling by keyboard needs focus
    <div role="region" aria-label={props.label} className={props.className} tabIndex={0}>
      {props.children}
    </div>
  );
}
