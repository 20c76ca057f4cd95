import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf, useMaybeObject } from '@/api/objects';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { Part } from './Part';
import type { ContactDraft } from './conversion';
import classes from './Conversion.module.css';

interface ContactPartProps {
  value: ContactDraft | null;
  proposal: ContactDraft | null;
  errors: Record<string, string>;
  onChange: (contact: ContactDraft | null) => void;
}

const FIELDS = ['name', 'title', 'email', 'phone'] as const;

export function ContactPart({ value, proposal, errors, onChange }: ContactPartProps) {
  const { t } = useTranslation('leads');
  const contact = useMaybeObject('contact');
  return (
    <Part
      icon={<ObjectIcon object="contact" size={18} />}
      title={contact?.label ?? t('parts.contact')}
      wanted={value !== null}
      onWanted={(wanted) => onChange(wanted ? proposal : null)}
    >
      {value && (
        <div className={classes.grid}>
          {FIELDS.map((name) => (
            <TextInput
              key={name}
              type={{ email: 'email', phone: 'tel' }[name as string] ?? 'text'}
              label={(contact && fieldOf(contact, name)?.label) ?? name}
              value={value[name]}
              error={errors[`contact.${name}`]}
              onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
            />
          ))}
        </div>
      )}
    </Part>
  );
}
