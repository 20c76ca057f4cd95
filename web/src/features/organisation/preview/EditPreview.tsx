import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PreviewPanel } from '@/ui/PreviewPanel';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { useEditPreview } from '../calls';
import type { AccessChange, OrganisationEdit } from '../types';

/** Who would see more, who less, and how many records: before the edit is made. */
export function EditPreview({ edit }: { edit: OrganisationEdit }) {
  const { t } = useTranslation('organisation');
  const format = useFormat();
  const preview = useEditPreview(edit);
  if (preview.error) return <ProblemPanel error={preview.error} />;
  if (!preview.data) return <BlockSkeleton lines={2} />;
  const { changed, groups, partly } = preview.data;
  const said = ({ label, before, after, records, more }: AccessChange): string =>
    t(more ? 'preview.changeMore' : 'preview.change', { records: format.number(records), object: label, access: t(`preview.access.${before}_${after}` as 'preview.access.none_read') });
  return (
    <PreviewPanel
      summary={changed ? t('preview.changed', { count: changed }) : t('preview.unchanged')}
      groups={groups.map(({ gains, losses, ...people }) => ({ ...people, gains: gains.map(said), losses: losses.map(said) }))}
    >
      {partly && <Text size="xs" c="dimmed" mt={8}>{t('preview.partly')}</Text>}
    </PreviewPanel>
  );
}
