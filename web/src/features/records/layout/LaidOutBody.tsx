import { useState } from 'react';
import { Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { LayoutItem, LayoutTab } from '@/api/layouts';
import { LaidOutItem } from './LaidOutItem';
import { Stamps } from '../details/Stamps';
import { itemsInOrder, type Shape } from '@/features/layouts/shape';
import classes from './Layout.module.css';

interface LaidOutBodyProps {
  shape: Shape;
  /** Drawn as on a phone, or as on a wide screen, whatever the screen is. */
  phone?: boolean;
  /** Only looked at: what is no field cannot be used. */
  tryOut?: boolean;
}

/** The page as its layout has it: tabs, each with up to three columns; on a narrow screen one below the other in an order of their own. */
export function LaidOutBody({ shape, phone: wanted, tryOut = false }: LaidOutBodyProps) {
  const narrow = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false }) ?? false;
  const phone = wanted ?? narrow;
  const [chosen, setChosen] = useState<string | null>(null);
  const open = shape.tabs.find(({ key }) => key === chosen) ?? shape.tabs[0];
  if (!open) return null;
  return (
    <div className={classes.body} data-phone={phone || undefined}>
      {shape.tabs.length > 1 && (
        <Tabs value={open.key} onChange={setChosen} className={classes.tabs}>
          <Tabs.List>
            {shape.tabs.map(({ key, label }) => (
              <Tabs.Tab key={key} value={key} h={phone ? 44 : 40}>{label}</Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      <Page key={open.key} tab={open} phone={phone} stamped={open === shape.tabs[0]} tryOut={tryOut} />
    </div>
  );
}

const AREAS = ['left', 'main', 'side'] as const;

function Page({ tab, phone, stamped, tryOut }: { tab: LayoutTab; phone: boolean; stamped: boolean; tryOut: boolean }) {
  const items = itemsInOrder(tab, phone);
  if (phone) {
    return (
      <div className={classes.stack}>
        <Items items={items} phone tryOut={tryOut} />
        {stamped && <Stamps />}
      </div>
    );
  }
  const areas = AREAS.filter((area) => items.some((item) => item.area === area));
  const last = areas.find((area) => items.some((item) => item.area === area && item.type === 'section')) ?? areas[0];
  return (
    <div className={classes.areas} data-areas={areas.join(' ')}>
      {areas.map((area) => (
        <div key={area} className={classes[area]}>
          <div className={classes.reading}>
            <Items items={items.filter((item) => item.area === area)} tryOut={tryOut} />
            {stamped && area === last && <Stamps />}
          </div>
        </div>
      ))}
    </div>
  );
}

function Items({ items, phone = false, tryOut }: { items: LayoutItem[]; phone?: boolean; tryOut: boolean }) {
  return items.map((item) => <LaidOutItem key={item.key} item={item} phone={phone} tryOut={tryOut} />);
}
