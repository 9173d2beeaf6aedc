import { Modal, type ModalProps } from '@mantine/core';
import { useText } from '../i18n/text.ts';

/** A dialog above the page, there as long as it is rendered. Without `onClose` only an answer in it closes it. */
export function Dialog(props: Omit<ModalProps, 'opened' | 'onClose'> & { onClose?: () => void }) {
  const t = useText();
  const { onClose, ...rest } = props;
  if (!onClose) return <Modal {...STAYING} {...rest} opened />;
  return <Modal closeButtonProps={{ 'aria-label': t('action.close') }} {...rest} onClose={onClose} opened />;
}

const STAYING = {
  onClose: () => undefined,
  withCloseButton: false,
  closeOnEscape: false,
  closeOnClickOutside: false,
};
