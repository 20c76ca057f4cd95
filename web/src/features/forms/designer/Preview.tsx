import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BlockSkeleton } from '@/ui/Skeletons';
import type { Language } from '../types';
import classes from './Designer.module.css';

export interface PreviewProps {
  html: string | undefined;
  /** The screen itself is small: no width to choose. */
  phone: boolean;
  language: Language;
  languages: readonly Language[];
  onLanguage: (language: Language) => void;
}

/** The very page that strangers will see, written by the server; it sends nothing. */
export function Preview({ html, phone, language, languages, onLanguage }: PreviewProps) {
  const { t } = useTranslation('forms');
  const [width, setWidth] = useState<'wide' | 'phone'>('wide');
  const widths = [
    { value: 'wide', label: <IconDeviceDesktop size={16} aria-label={t('widths.wide')} /> },
    { value: 'phone', label: <IconDeviceMobile size={16} aria-label={t('widths.phone')} /> },
  ];
  return (
    <div className={classes.preview}>
      <div className={classes.previewBar}>
        {!phone && <SegmentedControl size="xs" aria-label={t('width')} value={width} onChange={(next) => setWidth(next as typeof width)} data={widths} />}
        {languages.length > 1 && <SegmentedControl size="xs" aria-label={t('language')} value={language} onChange={(next) => onLanguage(next as Language)} data={languages.map((value) => ({ value, label: t(`languages.${value}`) }))} />}
      </div>
      {html ? <iframe title={t('preview')} className={classes.paper} data-width={phone ? 'phone' : width} srcDoc={html} /> : <div className={classes.paper}><BlockSkeleton lines={8} /></div>}
    </div>
  );
}
