import { Fragment, useState } from 'react';
import { Button, Checkbox, Select } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { isNamed, OTHERS, reachOf, verbsOf, withoutObject, withReach, withVerb } from '../draft';
import { VERBS, type Definition, type Reach } from '../types';
import classes from '../Permissions.module.css';

export interface MatrixProps {
  definition: Definition;
  onChange: (definition: Definition) => void;
}

/** Objects and what may be done with their records. An object left alone has what all others have. */
export function Matrix({ definition, onChange }: MatrixProps) {
  const { t } = useTranslation('permissions');
  const objects = useObjects();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className={classes.matrix}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('matrix.object')}</th>
            {VERBS.map((verb) => (
              <th key={verb} scope="col">{t(`verbs.${verb}`)}</th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('matrix.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {objects.map((object) => (
            <Fragment key={object.name}>
              <tr>
                <th scope="row">
                  <span className={classes.object}>
                    <ObjectIcon object={object.name} icon={object.icon} size={16} /> {object.plural_label}
                  </span>
                </th>
                <Verbs object={object.name} label={object.plural_label} definition={definition} onChange={onChange} />
                <td>
                  <FieldsButton object={object} definition={definition} open={open === object.name} onToggle={() => setOpen(open === object.name ? null : object.name)} />
                </td>
              </tr>
              {open === object.name && (
                <tr>
                  <td colSpan={VERBS.length + 2}>
                    <Fields object={object} definition={definition} onChange={onChange} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
          <tr className={classes.others}>
            <th scope="row">{t('matrix.others')}</th>
            <Verbs object={OTHERS} label={t('matrix.others')} definition={definition} onChange={onChange} />
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Verbs({ object, label, definition, onChange }: { object: string; label: string } & MatrixProps) {
  const { t } = useTranslation('permissions');
  const verbs = verbsOf(definition, object);
  const inherited = object !== OTHERS && !isNamed(definition, object);
  return VERBS.map((verb) => (
    <td key={verb} data-label={t(`verbs.${verb}`)} className={inherited ? classes.inherited : undefined}>
      <Checkbox
        aria-label={t('matrix.allow', { verb: t(`verbs.${verb}`), object: label })}
        title={inherited ? t('matrix.inherited') : undefined}
        checked={verbs.includes(verb)}
        onChange={(event) => onChange(withVerb(definition, object, verb, event.currentTarget.checked))}
      />
    </td>
  ));
}

function FieldsButton({ object, definition, open, onToggle }: { object: ObjectMeta; definition: Definition; open: boolean; onToggle: () => void }) {
  const { t } = useTranslation('permissions');
  const limited = Object.keys(definition.fields[object.name] ?? {}).length;
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <Button
      size="compact-xs"
      variant={limited ? 'light' : 'subtle'}
      aria-expanded={open}
      aria-label={t('fields.of', { object: object.plural_label })}
      leftSection={<Icon size={13} />}
      onClick={onToggle}
    >
      {limited ? t('fields.limited', { count: limited }) : t('fields.title')}
    </Button>
  );
}

/** Each field of one object: changed, only read, or not there at all. */
function Fields({ object, definition, onChange }: { object: ObjectMeta } & MatrixProps) {
  const { t } = useTranslation('permissions');
  const verbs = verbsOf(definition, object.name);
  return (
    <div style={{ width: '100%' }}>
      {isNamed(definition, object.name) && (
        <Button ml={14} size="compact-xs" variant="subtle" onClick={() => onChange(withoutObject(definition, object.name))}>{t('matrix.asOthers')}</Button>
      )}
      {!verbs.includes('read') && <p className={classes.text} style={{ padding: '0 14px', textAlign: 'left' }}>{t('fields.withoutRead')}</p>}
      <div className={classes.fields} role="group" aria-label={t('fields.of', { object: object.plural_label })}>
        {object.fields.map((field) => {
          const title = field.name === object.title_field || field.name === 'name';
          // What nobody writes by hand is read at most: free is read only then.
          const reaches: Reach[] = title ? ['edit', 'read'] : field.read_only ? ['edit', 'hidden'] : ['edit', 'read', 'hidden'];
          const reach = reachOf(definition, object.name, field.name);
          return (
            <div key={field.name} className={classes.field}>
              <span className="truncate">{field.label}</span>
              <Select
                size="xs"
                w={148}
                aria-label={t('fields.reach', { field: field.label })}
                allowDeselect={false}
                value={reach}
                data={reaches.map((value) => ({ value, label: t(`reach.${field.read_only && value === 'edit' ? 'read' : value}`) }))}
                onChange={(value) => value && onChange(withReach(definition, object.name, field.name, value as Reach))}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
