import { useEffect, useRef, type ReactNode } from 'react';
import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './SidePanel.module.css';

interface SidePanelProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A panel beside the page, which stays usable; on a phone it takes the whole screen. Esc closes it. */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('common');
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    const panel = body.current?.closest<HTMLElement>('[role=dialog]');
    // A field that asked for the focus keeps it; otherwise the panel itself is where reading goes on.
    if (panel && !panel.contains(before)) panel.focus({ preventScroll: true });
    return () => {
      const next = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : document.getElementById('main');
      next?.focus({ preventScroll: true });
    };
  }, []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || hasOpenDropdown()) return;
      const panel = body.current?.closest('[role=dialog]');
      const target = event.target;
      if (target === document.body || (target instanceof Node && panel?.contains(target))) onClose();
    };
    // Before the dropdown itself hears of it: the same Esc must not close both.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [onClose]);

  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position="right"
      size={440}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      returnFocus={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      attributes={{ content: { 'aria-modal': false } }}
      classNames={{ inner: classes.inner, content: classes.content, header: classes.header, title: classes.title, body: classes.body }}
      transitionProps={{ duration: 140 }}
    >
      <div ref={body} className={classes.hold}>
        {children}
      </div>
    </Drawer>
  );
}

function hasOpenDropdown(): boolean {
  return [...document.querySelectorAll('[class*="mantine-"][class*="-dropdown"]')].some((dropdown) => dropdown.checkVisibility());
}
