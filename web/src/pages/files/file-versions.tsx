import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react';
import { useSizes } from '../../i18n/sizes.ts';
import { useText } from '../../i18n/text.ts';
import { Person } from '../../ui/person.tsx';
import { Time } from '../../ui/time.tsx';
import { Checksum } from './checksum.tsx';
import type { FileDetails } from './file-view.ts';
import { useFileActions } from './use-file-actions.ts';
import classes from './file-dialog.module.css';

/** Every version of a file, newest first; an older one comes back as a new version. */
export function FileVersions(props: { file: FileDetails; mayRestore: boolean; onChange: () => void }) {
  const t = useText();
  const sizes = useSizes();
  const actions = useFileActions(props.onChange);
  const { file } = props;
  return (
    <section className={classes.versions} aria-label={t('file.versions')}>
      <h3>{t('file.versions')}</h3>
      <ol>
        {file.versions.map((version) => (
          <li key={version.id}>
            <div className={classes.version}>
              <strong>{t('file.version', { number: version.number })}</strong>
              {version.isCurrent && <Badge>{t('file.current')}</Badge>}
              <span className={classes.about}>
                <Person user={version.author} size={18} />
                <Time at={version.createdAt} />
                <span>{sizes(version.size)}</span>
                {version.restoredFrom != null && (
                  <span>{t('file.restoredFrom', { number: version.restoredFrom })}</span>
                )}
              </span>
              <span className={classes.tools}>
                {props.mayRestore && !version.isCurrent && (
                  <Tooltip label={t('file.restoreVersion', { number: version.number })}>
                    <ActionIcon
                      aria-label={t('file.restoreVersion', { number: version.number })}
                      onClick={() => void actions.restoreVersion(file, version.number)}
                    >
                      <IconArrowBackUp size={17} />
                    </ActionIcon>
                  </Tooltip>
                )}
                <Tooltip label={t('file.downloadVersion', { number: version.number })}>
                  <ActionIcon
                    aria-label={t('file.downloadVersion', { number: version.number })}
                    onClick={() => void actions.download(file.id, version.number)}
                  >
                    <IconDownload size={17} />
                  </ActionIcon>
                </Tooltip>
              </span>
            </div>
            {!version.isCurrent && <Checksum value={version.sha256} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
