import { useMemo } from 'react';
import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import type { BoardColumn, CrmRecord } from '@/api/types';

/** What a screen reader hears while a card is carried. */
export function useBoardSpeech(columns: BoardColumn[]): { announcements: Announcements; screenReaderInstructions: ScreenReaderInstructions } {
  const { t } = useTranslation('boards');
  return useMemo(() => {
    const nameOf = (active: { data: { current?: Record<string, unknown> } }) => (active.data.current?.record as CrmRecord | undefined)?.name ?? '';
    const columnOf = (over: { id: string | number } | null) => columns.find((column) => String(column.value) === String(over?.id))?.label ?? '';
    return {
      screenReaderInstructions: { draggable: t('drag.instructions') },
      announcements: {
        onDragStart: ({ active }) => t('drag.started', { name: nameOf(active) }),
        onDragOver: ({ active, over }) => (over ? t('drag.over', { name: nameOf(active), column: columnOf(over) }) : undefined),
        onDragEnd: ({ active, over }) => (over ? t('drag.ended', { name: nameOf(active), column: columnOf(over) }) : t('drag.cancelled')),
        onDragCancel: () => t('drag.cancelled'),
      },
    };
  }, [columns, t]);
}
