import type { ReactNode } from 'react';
import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './SidePanel.module.css';

interface SidePanelProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A panel beside the page, which stays readable; on a phone it takes the whole screen. Esc closes it. */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('common');
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position="right"
      size={440}
      withOverlay={false}
      lockScroll={false}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ inner: classes.inner, content: classes.content, header: classes.header, title: classes.title, body: classes.body }}
      transitionProps={{ duration: 140 }}
    >
      {children}
    </Drawer>
  );
}
