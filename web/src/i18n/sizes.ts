import { useMemo } from 'react';
import { useIntl } from 'react-intl';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Writes sizes of files as people of the language do: "4,8 MB"; a kilobyte is 1024 bytes, as the limits count. */
export function useSizes(): (bytes: number) => string {
  const intl = useIntl();
  return useMemo(
    () => (bytes) => {
      const step = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
      return intl.formatNumber(bytes / 1024 ** step, {
        style: 'unit',
        unit: UNITS[step],
        unitDisplay: step === 0 ? 'long' : 'short',
        maximumFractionDigits: step < 2 ? 0 : 1,
      });
    },
    [intl],
  );
}
