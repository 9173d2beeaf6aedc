import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useUpload } from '../../client/uploads/use-upload.ts';
import { useText } from '../../i18n/text.ts';
import { useOrganization } from '../organization/organization-context.ts';

/** Chooses files and uploads them into a Space. */
export function UploadButton({ spaceId }: { spaceId: string }) {
  const t = useText();
  const { slug } = useOrganization();
  const upload = useUpload();
  return (
    <FileButton multiple onChange={(files) => void upload(files, { organization: slug, spaceId })}>
      {(props) => (
        <Button {...props} leftSection={<IconUpload size={16} />}>
          {t('files.upload')}
        </Button>
      )}
    </FileButton>
  );
}
