import { Modal, type ModalProps } from '@mantine/core';
import { useText } from '../i18n/text.ts';

/** A dialog above the page, there as long as it is rendered. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const t = useText();
  return <Modal closeButtonProps={{ 'aria-label': t('action.close') }} {...props} opened />;
}
