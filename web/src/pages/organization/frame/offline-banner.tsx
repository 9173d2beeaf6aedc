import { useNetwork } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import classes from './frame.module.css';

/** Says that the network is gone and that typing is kept on this device. */
export function OfflineBanner() {
  const t = useText();
  const { online } = useNetwork();
  return (
    <div role="status" aria-live="polite">
      {!online && (
        <div className={`${classes.offline} k-noprint`}>
          <IconCloudOff size={16} aria-hidden />
          {t('frame.offline')}
        </div>
      )}
    </div>
  );
}
