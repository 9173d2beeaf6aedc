import { Button } from '@mantine/core';

/** The way out below a form, for those who are not meant by it. */
export function QuietExit({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="subtle" color="gray" size="compact-sm" fullWidth mt="sm" onClick={onClick}>
      {label}
    </Button>
  );
}
