import { Group, Progress, Text } from '@mantine/core';
import { useFormat } from './useFormat';

/** Long work: how much is done of how much. Without a total it moves without claiming a share. */
export function ProgressBar({ done, total, label }: { done: number; total: number | null; label: string }) {
  const format = useFormat();
  const share = total ? Math.min(100, (done / total) * 100) : 100;
  return (
    <div>
      <Group justify="space-between" mb={4} gap="xs">
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed" className="tabular">
          {total ? `${format.number(done)} / ${format.number(total)}` : format.number(done)}
        </Text>
      </Group>
      <Progress value={share} animated={!total} size="sm" aria-label={label} transitionDuration={200} />
    </div>
  );
}
