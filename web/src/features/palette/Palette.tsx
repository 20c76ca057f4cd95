import { useEffect, useState } from 'react';
import { Loader, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import { useSearch } from '@/api/records';
import type { SearchHit } from '@/api/types';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { matchCommands, useCommands, type Command, type Place } from './commands';
import { useRecent } from './recent';
import { selectFirst } from './selectFirst';
import { paletteStore } from './store';
import classes from './Palette.module.css';

const COMMANDS_SHOWN = 6;

/** Everything by typing: records of all objects (found on the server, by pinyin too), then what can be done. */
export function Palette({ places }: { places: Place[] }) {
  const { t } = useTranslation('palette');
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const { opened } = useSpotlight(paletteStore);
  const [q] = useDebouncedValue(text, 140);
  const search = useSearch(q);
  const recent = useRecent();
  const commands = useCommands(places);
  const found = text && q ? (search.data ?? []) : [];
  const matching = text ? matchCommands(commands, text).slice(0, COMMANDS_SHOWN) : commands;
  const searching = text !== '' && (search.isFetching || q !== text);
  const nothing = text !== '' && !searching && !found.length && !matching.length;

  // Records arrive after the commands: the first row is what Enter opens.
  const first = found[0]?.id ?? matching[0]?.key;
  useEffect(selectFirst, [first, opened]);

  return (
    <Spotlight.Root
      store={paletteStore}
      query={typed}
      onQueryChange={setTyped}
      clearQueryOnClose
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight="min(480px, 70dvh)"
      size={620}
      radius="lg"
      overlayProps={{ backgroundOpacity: 0.3, blur: 2 }}
      transitionProps={{ duration: 100 }}
    >
      <Spotlight.Search
        placeholder={t('placeholder')}
        aria-label={t('placeholder')}
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
        rightSection={searching ? <Loader size={16} /> : null}
      />
      <Spotlight.ActionsList className={classes.list}>
        {!text && recent.length > 0 && (
          <Spotlight.ActionsGroup label={t('recent')}>
            {recent.map((hit) => <Hit key={hit.id} hit={hit} />)}
          </Spotlight.ActionsGroup>
        )}
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t('records')}>
            {found.map((hit) => <Hit key={hit.id} hit={hit} />)}
          </Spotlight.ActionsGroup>
        )}
        {matching.length > 0 && (
          <Spotlight.ActionsGroup label={t('actions')}>
            {matching.map((command) => <CommandRow key={command.key} command={command} />)}
          </Spotlight.ActionsGroup>
        )}
        {nothing && <Spotlight.Empty>{t('nothing', { q: text })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <div className={classes.foot}>
        <Text size="xs" c="dimmed">{t('hint')}</Text>
      </div>
    </Spotlight.Root>
  );
}

function Hit({ hit }: { hit: SearchHit }) {
  const router = useRouter();
  const object = useMaybeObject(hit.object);
  return (
    <Spotlight.Action className={classes.action} onClick={() => router.history.push(`/o/${hit.object}/${hit.id}`)}>
      <ObjectIcon object={hit.object} icon={object?.icon} size={17} />
      <span className={`${classes.label} truncate`}>{hit.title}</span>
      {hit.subtitle && <span className={`${classes.subtitle} truncate`}>{hit.subtitle}</span>}
      <span className={classes.kind}>{object?.label}</span>
    </Spotlight.Action>
  );
}

function CommandRow({ command }: { command: Command }) {
  return (
    <Spotlight.Action className={classes.action} onClick={command.run}>
      {command.icon}
      <span className={`${classes.label} truncate`}>{command.label}</span>
    </Spotlight.Action>
  );
}
