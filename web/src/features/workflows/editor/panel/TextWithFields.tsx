import { useRef } from 'react';
import { ActionIcon, Menu, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';

export interface TextWithFieldsProps {
  object: ObjectMeta;
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  disabled?: boolean;
  lines?: number;
  placeholder?: string;
  description?: string;
}

/** A text into which fields of the record can be put. */
export function TextWithFields({ object, label, value, onChange, error, disabled, lines, placeholder, description }: TextWithFieldsProps) {
  const { t } = useTranslation('workflows');
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const put = (name: string) => {
    const written = `{{${name}}}`;
    const at = input.current?.selectionStart ?? value.length;
    onChange(value.slice(0, at) + written + value.slice(input.current?.selectionEnd ?? at));
  };
  const menu = (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={t('insertField')}>
          <ActionIcon aria-label={t('insertField')} disabled={disabled}>
            <IconBraces size={15} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {object.fields.map((field) => (
          <Menu.Item key={field.name} onClick={() => put(field.name)}>
            {field.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  const shared = { label, value, error, disabled, placeholder, description, rightSection: menu };
  return lines ? (
    <Textarea ref={input} {...shared} autosize minRows={lines} maxRows={14} rightSectionProps={{ style: { alignItems: 'start', paddingTop: 4 } }} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput ref={input} {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
