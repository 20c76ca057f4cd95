import type { ReactNode } from 'react';
import { Drawer, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './Requests.module.css';

/** A question in the middle of the page; on a phone it comes up from below, within reach of the thumb. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation('common');
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false });
  const shared = { opened: true, onClose, title: <span className={classes.dialogTitle}>{title}</span>, closeButtonProps: { 'aria-label': t('close') } };
  return phone ? <Drawer {...shared} position="bottom" size="auto" radius="lg" classNames={{ content: classes.sheet }}>{children}</Drawer> : <Modal {...shared} size={520}>{children}</Modal>;
}
