import { ActionIcon, Button } from '@mantine/core';
import { IconEyeQuestion, IconPlus, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AREAS, type Area, type TabDraft } from '../types';
import { CanvasItem } from './CanvasItem';
import { useEditing } from './context';
import { addTab, hasPhoneOrder, likeWide, MOST_TABS, phoneItems } from './model';
import { usePlace } from './usePart';
import { useWords } from './useWords';
import classes from './Editor.module.css';

/** The page as it will be: tabs, columns, sections. On the phone's side, what comes below what. */
export function Canvas() {
  const { t } = useTranslation('layouts');
  const { draft, tab, phone, change, select, openTab } = useEditing();
  const words = useWords();
  return (
    <div className={classes.canvas} onClick={() => select(null)}>
      <div className={classes.tabs}>
        <div role="group" aria-label={t('tabs')} style={{ display: 'contents' }}>
          {draft.tabs.map((each) => (
            <TabHead key={each.key} tab={each} />
          ))}
        </div>
        {!phone && draft.tabs.length < MOST_TABS && (
          <ActionIcon
            aria-label={t('tab.add')}
            onClick={(event) => {
              event.stopPropagation();
              const next = addTab(draft, words('newTab'));
              change(next, { apart: true });
              const added = next.tabs.at(-1);
              if (added) {
                openTab(added.key);
                select({ kind: 'tab', key: added.key });
              }
            }}
          >
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </div>
      {phone ? (
        <div className={classes.phoneFrame}>
          <p className={classes.hint}>{t('phone.hint')}</p>
          {phoneItems(tab).map((item) => (
            <CanvasItem key={item.key} item={item} />
          ))}
          {hasPhoneOrder(tab) && <Button variant="subtle" size="compact-sm" onClick={() => change(likeWide(draft, tab.key), { apart: true })}>{t('phone.likeWide')}</Button>}
        </div>
      ) : (
        <div className={classes.areas}>
          {AREAS.map((area) => (
            <AreaColumn key={area} tab={tab} area={area} />
          ))}
        </div>
      )}
    </div>
  );
}

function TabHead({ tab }: { tab: TabDraft }) {
  const { t } = useTranslation('layouts');
  const { tab: open, selected, select, openTab, textOf, phone } = useEditing();
  const label = textOf(tab.label) || t('tab.unnamed');
  const place = usePlace({ kind: 'tab', key: tab.key }, t('place.tab', { name: label }), phone);
  const chosen = selected?.kind === 'tab' && selected.key === tab.key;
  return (
    <span {...place} className={classes.tab} data-open={open.key === tab.key || undefined} data-selected={chosen || undefined}>
      <button type="button" aria-pressed={open.key === tab.key} onClick={(event) => { event.stopPropagation(); openTab(tab.key); }}>
        {label}
        {tab.visible_when && <IconEyeQuestion size={13} aria-label={t('conditional')} />}
      </button>
      {open.key === tab.key && !phone && (
        <ActionIcon size={22} aria-label={t('tab.settings', { name: label })} onClick={(event) => { event.stopPropagation(); select({ kind: 'tab', key: tab.key }); }}>
          <IconSettings size={14} />
        </ActionIcon>
      )}
    </span>
  );
}

function AreaColumn({ tab, area }: { tab: TabDraft; area: Area }) {
  const { t } = useTranslation('layouts');
  const place = usePlace({ kind: 'area', tab: tab.key, area }, t('place.area', { name: t(`areas.${area}`) }));
  const items = tab.items.filter((item) => item.area === area);
  return (
    <div {...place} className={classes.area} data-area={area}>
      <p className={classes.areaName}>{t(`areas.${area}`)}</p>
      {items.map((item) => (
        <CanvasItem key={item.key} item={item} />
      ))}
      <p className={classes.areaEnd} data-empty={!items.length || undefined}>{t('dropHere')}</p>
    </div>
  );
}
