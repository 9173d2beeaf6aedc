import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { Editor } from '@tiptap/react';
import { useState, type FormEvent } from 'react';
import { isAllowedHref } from '#schema/document-model/links.js';
import { useText } from '../../../i18n/text.ts';
import { FormStack } from '../../../ui/form-stack.tsx';

/** Sets, changes and removes the link under the selection; "example.org" becomes "https://example.org". */
export function LinkControl({ editor }: { editor: Editor }) {
  const t = useText();
  const [opened, setOpened] = useState(false);
  const [href, setHref] = useState('');
  const [wrong, setWrong] = useState(false);
  const on = editor.isActive('link');
  const open = () => {
    const current: unknown = editor.getAttributes('link').href;
    setHref(typeof current === 'string' ? current : '');
    setWrong(false);
    setOpened(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const target = completed(href.trim());
    if (!isAllowedHref(target)) {
      setWrong(true);
      return;
    }
    editor.chain().focus().extendMarkRange('link').setLink({ href: target }).run();
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom" width={320} trapFocus shadow="md">
      <Popover.Target>
        <Tooltip label={t('editor.link')}>
          <ActionIcon
            aria-label={t('editor.link')}
            aria-pressed={on}
            variant={on ? 'light' : 'subtle'}
            color={on ? 'iris' : 'gray'}
            onClick={open}
          >
            <IconLink size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <FormStack onSubmit={submit}>
          <TextInput
            label={t('editor.link.address')}
            data-autofocus
            value={href}
            error={wrong ? t('editor.link.wrong') : undefined}
            onChange={(event) => setHref(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" size="xs">
              {t('editor.link.set')}
            </Button>{' '}
            {on && (
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                onClick={() => {
                  editor.chain().focus().extendMarkRange('link').unsetLink().run();
                  setOpened(false);
                }}
              >
                {t('editor.link.remove')}
              </Button>
            )}
          </div>
        </FormStack>
      </Popover.Dropdown>
    </Popover>
  );
}

function completed(address: string): string {
  if (/^(https?:\/\/|mailto:|\/)/i.test(address)) return address;
  return /^\S+@\S+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}
