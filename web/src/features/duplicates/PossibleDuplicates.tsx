import { Alert, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta, RecordValues } from '@/api/types';
import { RecordLink } from '@/ui/RecordLink';
import { useCandidates } from './calls';

/** While a form is filled in: what there is already that looks the same. */
export function PossibleDuplicates({ object, values }: { object: ObjectMeta; values: RecordValues }) {
  const { t } = useTranslation('rules');
  const [asked] = useDebouncedValue(values, 400);
  const { data } = useCandidates(object.name, asked);
  if (!data?.length) return null;
  return (
    <Alert color="yellow" variant="light" role="status" title={t('duplicates.possible', { count: data.length })} styles={{ title: { color: 'var(--text)' } }}>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {data.map((one) => (
          <li key={one.id}>
            <RecordLink object={object.name} id={one.id}>{one.name}</RecordLink>{' '}
            <Text span size="xs" c="dimmed">{one.rule}</Text>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
