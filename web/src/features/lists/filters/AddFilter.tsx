import { useEffect, useMemo, useState } from 'react';
import { Button, Combobox, Popover, useCombobox } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import { ConditionEditor } from './ConditionEditor';
import { blankCondition, type Condition, type PathMeta } from './model';
import classes from './Filters.module.css';

/** Of hundreds, typing finds the others. */
const MOST_OFFERED = 100;

/** First the field, found by typing; then its condition. */
export function AddFilter({ paths, onAdd, compact }: { paths: PathMeta[]; onAdd: (condition: Condition) => void; compact: boolean }) {
  const { t } = useTranslation('lists');
  const [opened, setOpened] = useState(false);
  const [chosen, setChosen] = useState<PathMeta | null>(null);
  const toggle = (next: boolean) => {
    setOpened(next);
    setChosen(null);
  };
  return (
    <Popover opened={opened} onChange={toggle} trapFocus={false} returnFocus>
      <Popover.Target>
        <Button
          variant={compact ? 'subtle' : 'default'}
          color={compact ? 'gray' : undefined}
          size="compact-sm"
          h={28}
          px={10}
          fw={500}
          leftSection={<IconFilter size={14} stroke={1.8} />}
          onClick={() => toggle(!opened)}
        >
          {t('filters.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={chosen ? 12 : 6}>
        {chosen ? (
          <ConditionEditor
            meta={chosen}
            condition={blankCondition(chosen)}
            onApply={(condition) => {
              onAdd(condition);
              toggle(false);
            }}
          />
        ) : (
          <FieldChooser paths={paths} onChoose={setChosen} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function FieldChooser({ paths, onChoose }: { paths: PathMeta[]; onChoose: (path: PathMeta) => void }) {
  const { t } = useTranslation('lists');
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ defaultOpened: true });
  const { shown, others } = useMemo(() => {
    const text = typed.trim().toLowerCase();
    const found = paths.filter((path) => (text ? path.label.toLowerCase().includes(text) : path.via === null));
    return { shown: found.slice(0, MOST_OFFERED), others: Math.max(0, found.length - MOST_OFFERED) };
  }, [paths, typed]);
  // After the new options are there: Enter takes the first of them.
  useEffect(() => {
    if (typed) combobox.selectFirstOption();
    // The store's functions are new on every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed]);

  return (
    <Combobox store={combobox} onOptionSubmit={(path) => onChoose(paths.find((one) => one.path === path) as PathMeta)}>
      <Combobox.EventsTarget>
        <Combobox.Search
          autoFocus
          value={typed}
          placeholder={t('filters.chooseField')}
          aria-label={t('filters.chooseField')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes.fields} aria-label={t('filters.chooseField')}>
        {shown.map((path) => (
          <Combobox.Option key={path.path} value={path.path} className={classes.fieldOption}>
            <FieldTypeIcon field={path.field} />
            <span className="truncate">{path.label}</span>
          </Combobox.Option>
        ))}
        {others > 0 && <Combobox.Footer>{t('filters.otherFields', { count: others })}</Combobox.Footer>}
        {!shown.length && <Combobox.Empty>{t('filters.noField')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}
