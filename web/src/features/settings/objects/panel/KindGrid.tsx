import { useTranslation } from 'react-i18next';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import { KINDS, typeOfKind, type Kind } from '../types';
import classes from '../Objects.module.css';

/** What the field shall hold, each in one line. */
export function KindGrid({ onChoose }: { onChoose: (kind: Kind) => void }) {
  const { t } = useTranslation('objects');
  return (
    <div className={classes.body}>
      <p className={classes.partTitle} id="field-kinds">{t('chooseKind')}</p>
      <ul className={classes.grid} aria-labelledby="field-kinds">
        {KINDS.map((kind) => (
          <li key={kind}>
            <button type="button" className={classes.choice} onClick={() => onChoose(kind)}>
              <span className={classes.choiceIcon}>
                <FieldTypeIcon field={typeOfKind(kind)} size={17} />
              </span>
              <span className={classes.choiceName}>{t(`types.${kind}.name`)}</span>
              <span className={classes.choiceText}>{t(`types.${kind}.about`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
