import { useEffect, useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { OutlineEntry } from '../../../ui/prose/body.ts';
import classes from './reader.module.css';

/** The headings beside the text; the one being read is marked. */
export function Outline({ entries, lang }: { entries: readonly OutlineEntry[]; lang: string }) {
  const t = useText();
  const current = useCurrentHeading(entries);
  return (
    <nav className={`${classes.outline} k-noprint`} aria-label={t('outline.title')}>
      <h2>{t('outline.title')}</h2>
      <ol lang={lang}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <a
              href={`#${entry.id}`}
              data-level={entry.level}
              aria-current={entry.id === current ? 'location' : undefined}
            >
              {entry.text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function useCurrentHeading(entries: readonly OutlineEntry[]): string | undefined {
  const [current, setCurrent] = useState(entries[0]?.id);
  useEffect(() => {
    const headings = entries.map(({ id }) => document.getElementById(id)).filter((one) => one !== null);
    const observer = new IntersectionObserver(
      () => {
        const passed = headings.findLast((heading) => heading.getBoundingClientRect().top < 140);
        setCurrent((passed ?? headings[0])?.id);
      },
      { rootMargin: '-100px 0px -60% 0px', threshold: [0, 1] },
    );
    for (const heading of headings) observer.observe(heading);
    return () => observer.disconnect();
  }, [entries]);
  return current;
}
