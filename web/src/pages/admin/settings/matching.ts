import type { SettingView } from './setting-view.ts';

/** The settings in which every word that was typed occurs: in name, description, key or value. */
export function matching(settings: readonly SettingView[], search: string): readonly SettingView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return settings.filter(({ key, label, description, value }) => {
    const text = `${label} ${description} ${key} ${value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
