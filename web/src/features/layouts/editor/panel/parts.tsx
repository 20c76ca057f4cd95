import type { ReactNode } from 'react';
import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '@/features/lists/filters/FilterBar';
import { LabelInputs } from '@/features/settings/objects/panel/LabelInputs';
import { AREAS, type Area, type Texts } from '../../types';
import { useEditing } from '../context';
import { shift, shiftOnPhone, type Selected } from '../model';
import classes from '../Editor.module.css';

export function Head({ title, kind, children }: { title: string; kind: string; children?: ReactNode }) {
  const { t } = useTranslation('layouts');
  const { select } = useEditing();
  return (
    <div className={classes.panelHead}>
      <div className={classes.panelNames}>
        <span className={classes.panelKind}>{kind}</span>
        <h2 className={classes.panelTitle}>{title}</h2>
      </div>
      {children}
      <ActionIcon aria-label={t('unselect')} onClick={() => select(null)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

/** Up and down, for who does not carry. */
export function Moves({ of, name }: { of: Selected; name: string }) {
  const { t } = useTranslation('layouts');
  const { draft, change, phone } = useEditing();
  const move = (by: -1 | 1) => change((phone ? shiftOnPhone : shift)(draft, of, by), { apart: true });
  return (
    <Group gap={4}>
      <ActionIcon variant="default" aria-label={t('moveUp', { name })} onClick={() => move(-1)}><IconArrowUp size={15} /></ActionIcon>
      <ActionIcon variant="default" aria-label={t('moveDown', { name })} onClick={() => move(1)}><IconArrowDown size={15} /></ActionIcon>
    </Group>
  );
}

export function Remove({ children, onRemove }: { children: ReactNode; onRemove: () => void }) {
  return <Button variant="subtle" color="red" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={onRemove}>{children}</Button>;
}

/** When it is shown, reading as a sentence about the record. */
export function Condition({ label, value, onChange, error, hint }: { label: string; value: string; onChange: (value: string) => void; error?: string; hint?: string }) {
  const { t } = useTranslation('layouts');
  const { meta } = useEditing();
  return (
    <div>
      <p className={classes.label}>{label}</p>
      <FilterBar object={meta} filter={value} onChange={onChange} error={null} />
      <p className={classes.hint}>{hint ?? (value ? t('visible.when') : t('visible.always'))}</p>
      {error && <p className={classes.wrong} role="alert">{error}</p>}
    </div>
  );
}

export function TextsInput({ label, value, onChange, long }: { label: string; value: Texts; onChange: (texts: Texts) => void; long?: boolean }) {
  return <LabelInputs label={label} labels={value} maxLength={long ? 500 : 120} long={long} onChange={onChange} />;
}

export function AreaInput({ value, onChange }: { value: Area; onChange: (area: Area) => void }) {
  const { t } = useTranslation('layouts');
  return (
    <div>
      <p className={classes.label}>{t('area')}</p>
      <SegmentedControl fullWidth size="xs" aria-label={t('area')} value={value} onChange={(next) => onChange(next as Area)} data={AREAS.map((area) => ({ value: area, label: t(`areas.${area}`) }))} />
    </div>
  );
}

export function NumberChoice({ label, value, most, onChange }: { label: string; value: number; most: number; onChange: (value: number) => void }) {
  return (
    <div>
      <p className={classes.label}>{label}</p>
      <SegmentedControl fullWidth size="xs" aria-label={label} value={String(Math.min(value, most))} onChange={(next) => onChange(Number(next))} data={Array.from({ length: most }, (_, at) => String(at + 1))} />
    </div>
  );
}
