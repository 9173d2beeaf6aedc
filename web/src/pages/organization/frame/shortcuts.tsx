import { Kbd } from '@mantine/core';
import type { MessageId } from '../../../i18n/catalogue.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import classes from './shortcuts.module.css';

const MOD = 'mod';
const APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

const GROUPS: readonly [MessageId, readonly (readonly [MessageId, readonly string[]])[]][] = [
  [
    'shortcuts.everywhere',
    [
      ['shortcuts.search', [MOD, 'K']],
      ['shortcuts.help', ['?']],
    ],
  ],
  [
    'shortcuts.tree',
    [
      ['shortcuts.tree.move', ['↑', '↓']],
      ['shortcuts.tree.open', ['→', '←']],
      ['shortcuts.tree.typeahead', ['A–Z']],
    ],
  ],
  [
    'shortcuts.document',
    [
      ['shortcuts.edit', ['E']],
      ['shortcuts.history', ['H']],
      ['shortcuts.nextChange', ['N']],
      ['shortcuts.previousChange', ['P']],
    ],
  ],
  [
    'shortcuts.editor',
    [
      ['shortcuts.save', [MOD, 'S']],
      ['shortcuts.bold', [MOD, 'B']],
      ['shortcuts.italic', [MOD, 'I']],
      ['shortcuts.heading', [MOD, 'Alt', '1–4']],
      ['shortcuts.undo', [MOD, 'Z']],
    ],
  ],
];

/** All keys, opened by "?". */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Dialog onClose={onClose} title={t('shortcuts.title')} size="lg">
      <div className={classes.groups}>
        {GROUPS.map(([heading, keys]) => (
          <section key={heading}>
            <h3>{t(heading)}</h3>
            <dl>
              {keys.map(([what, combination]) => (
                <div key={what}>
                  <dt>{t(what)}</dt>
                  <dd>
                    {combination.map((key) => (
                      <Kbd key={key}>{key === MOD ? (APPLE ? '⌘' : t('key.ctrl')) : key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
