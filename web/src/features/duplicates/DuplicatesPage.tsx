import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { EmptyState } from '@/ui/EmptyState';
import { NotFound } from '@/ui/NotFound';
import { Page } from '@/ui/Page';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RecordLink } from '@/ui/RecordLink';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useDuplicates, type DuplicateGroup } from './calls';
import { MergePanel } from './MergePanel';
import classes from './Duplicates.module.css';

const route = getRouteApi('/shell/o/$object/duplicates');

/** Records that are most likely the same, to be merged one group after the other. */
export default function DuplicatesPage() {
  const { object } = route.useParams();
  const meta = useMaybeObject(object);
  return meta ? <Duplicates key={object} object={meta} /> : <NotFound />;
}

function Duplicates({ object }: { object: ObjectMeta }) {
  const { t } = useTranslation('rules');
  const found = useDuplicates(object.name);
  const groups = found.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Page title={t('duplicates.pageTitle', { objects: object.plural_label })} icon={<IconCopyCheck size={20} stroke={1.6} />}>
      {found.error && <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <BlockSkeleton lines={6} />}
      {found.isSuccess && !groups.length && <EmptyState icon={<IconCopyCheck size={28} stroke={1.5} />} title={t('duplicates.none')}>{t('duplicates.noneText')}</EmptyState>}
      <ul className={classes.groups}>
        {groups.map((group) => (
          <Group key={`${group.rule} ${group.records[0]?.id}`} object={object} group={group} />
        ))}
      </ul>
      {found.hasNextPage && <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('duplicates.more')}</Button>}
    </Page>
  );
}

function Group({ object, group }: { object: ObjectMeta; group: DuplicateGroup }) {
  const { t } = useTranslation('rules');
  const [merging, setMerging] = useState(false);
  const may = object.permissions.update && object.permissions.delete;
  return (
    <li className={classes.group}>
      <h2 className={classes.heading}>{t('duplicates.same', { rule: group.rule_label, count: group.count })}</h2>
      <ul className={classes.records}>
        {group.records.map((record) => (
          <li key={record.id} className={classes.record}>
            <RecordLink object={object.name} id={record.id}>{record.name}</RecordLink>
          </li>
        ))}
      </ul>
      {may && <Button variant="default" onClick={() => setMerging(true)}>{t('duplicates.merge', { count: group.records.length })}</Button>}
      {merging && <MergePanel object={object} group={group} onClose={() => setMerging(false)} />}
    </li>
  );
}
