import { ColorSwatch, Popover, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cssColorOf, optionColors } from '@/ui/colors';
import { iconNamed, OBJECT_ICONS } from '@/ui/objectIcons';
import classes from '../Objects.module.css';

export interface IconChoiceProps {
  icon: string;
  /** Null where the colour is not to be chosen. */
  color: string | null;
  onIcon: (icon: string) => void;
  onColor: (color: string) => void;
}

/** The icon and its colour, chosen from what is there. */
export function IconChoice({ icon, color, onIcon, onColor }: IconChoiceProps) {
  const { t } = useTranslation(['objects', 'settings']);
  const Shape = iconNamed(icon);
  return (
    <Popover trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <UnstyledButton className={classes.iconButton} aria-label={t('object.icon')} style={{ color: color && color !== 'gray' ? cssColorOf(color) : undefined }}>
          <Shape size={22} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        {color !== null && (
          <div className={classes.colors} role="group" aria-label={t('object.color')}>
            {optionColors.map((one) => (
              <UnstyledButton key={one} aria-label={t(`settings:pipelines.colors.${one as 'gray'}`)} aria-pressed={one === color} onClick={() => onColor(one)} className={classes.swatch}>
                <ColorSwatch size={18} color={cssColorOf(one)} />
              </UnstyledButton>
            ))}
          </div>
        )}
        <div className={classes.icons} role="group" aria-label={t('object.icon')}>
          {Object.entries(OBJECT_ICONS).map(([name, One]) => (
            <UnstyledButton key={name} aria-label={name.replaceAll('-', ' ')} aria-pressed={name === icon} onClick={() => onIcon(name)} className={classes.icon}>
              <One size={18} stroke={1.6} aria-hidden />
            </UnstyledButton>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
