import { useTranslation } from 'react-i18next';
import type { Action, PlannedPart } from './types';
import classes from './Packages.module.css';

const TYPES = [
  'object',
  'field',
  'label',
  'choice',
  'pipeline',
  'position',
  'team',
  'sharing',
  'sharing_rule',
  'permission_set',
  'view',
  'definition',
] as const;
type Known = (typeof TYPES)[number];

type Word = 'add' | 'change' | 'keep' | 'remove' | 'conflict' | 'unchanged' | 'changed' | 'gone' | 'asInstalled';

/** Parts by type; `marks` gives other words to what may have happened. */
export function PartList({ parts, marks = {} }: { parts: PlannedPart[]; marks?: Partial<Record<Action, Word>> }) {
  const { t } = useTranslation('packages');
  return (
    <div className={classes.parts}>
      {TYPES.map((type: Known) => {
        const own = parts.filter((part) => part.type === type);
        if (own.length === 0) return null;
        return (
          <section key={type}>
            <h3 className={classes.type}>
              {t(`types.${type}`)} <span className={classes.count}>{own.length}</span>
            </h3>
            <ul className={classes.list}>
              {own.map((part) => (
                <li key={part.key} className={classes.part} data-action={part.action}>
                  <span className={classes.mark}>{t(`actions.${marks[part.action] ?? part.action}`)}</span>
                  <span className={classes.partName}>{part.label}</span>
                  <code className={classes.key}>{part.key}</code>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
