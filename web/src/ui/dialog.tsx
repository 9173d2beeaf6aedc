import { Modal, type ModalProps } from '@mantine/core';
import { useText } from '../i18n/text.ts';
import { useReturnFocus } from './use-return-focus.ts';

/** A dialog above the page, there as long as it is rendered; focus returns to where it was. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const t = useText();
  useReturnFocus();
  return <Modal closeButtonProps={{ 'aria-label': t('action.close') }} {...props} opened />;
}
