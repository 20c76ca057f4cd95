import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ImportPatch } from '../../calls/useImport';
import type { ImportState } from '../../model/types';
import { DATE_FORMATS, DECIMALS, DELIMITERS, ENCODINGS, decimalOf, delimiterName } from './choices';
import classes from './reading.module.css';

interface ReadingControlsProps {
  state: ImportState;
  onChange: (patch: ImportPatch) => void;
  disabled: boolean;
}

/** How the file is read; each can be put right when the recognition was wrong. */
export function ReadingControls({ state, onChange, disabled }: ReadingControlsProps) {
  const { t } = useTranslation('imports');
  const { file, options } = state;
  const objects = useObjects().filter((object) => object.permissions.import);
  const shared = { size: 'xs' as const, allowDeselect: false, disabled, comboboxProps: { width: 'max-content' as const, position: 'bottom-start' as const } };
  const set = (name: keyof ImportPatch) => (value: string | null) => value !== null && onChange({ [name]: value });

  return (
    <div className={classes.controls}>
      <Select {...shared} label={t('reading.object')} data={objects.map((one) => ({ value: one.name, label: one.plural_label }))} value={state.object} onChange={set('object')} />
      {file.kind === 'xlsx' ? (
        <Select {...shared} label={t('reading.sheet')} data={file.sheets} value={file.sheet} onChange={set('sheet')} />
      ) : (
        <>
          <Select
            {...shared}
            label={t('reading.encoding')}
            data={withOwn(ENCODINGS.map((value) => ({ value, label: t(`encodings.${value}`) })), file.encoding)}
            value={file.encoding}
            onChange={set('encoding')}
          />
          <Select
            {...shared}
            label={t('reading.delimiter')}
            data={withOwn(DELIMITERS.map((value) => ({ value, label: t(`delimiters.${delimiterName(value)}`) })), file.delimiter)}
            value={file.delimiter}
            onChange={set('delimiter')}
          />
        </>
      )}
      <Select
        {...shared}
        label={t('reading.dates')}
        placeholder={t('reading.automatic')}
        data={DATE_FORMATS.map((value) => ({ value, label: t(`dates.${value}`) }))}
        value={options.date_format ?? null}
        onChange={set('date_format')}
      />
      <Select
        {...shared}
        label={t('reading.decimals')}
        placeholder={t('reading.automatic')}
        data={DECIMALS.map((value) => ({ value, label: t(`decimals.${decimalOf(value)}`) }))}
        value={options.decimal ?? null}
        onChange={set('decimal')}
      />
    </div>
  );
}

/** What was recognised is shown even when it is none of the usual ones. */
function withOwn(data: { value: string; label: string }[], own: string | null) {
  return own === null || data.some(({ value }) => value === own) ? data : [...data, { value: own, label: own }];
}
