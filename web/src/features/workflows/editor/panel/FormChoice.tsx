import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/features/forms/calls';
import { textIn } from '@/features/rules/texts';

/** The form whose sending starts the workflow. */
export function FormChoice({ object, value, disabled, error, onChange }: { object: string; value: string; disabled: boolean; error?: string; onChange: (form: string) => void }) {
  const { t, i18n } = useTranslation('workflows');
  const forms = useForms(object);
  const rows = forms.data?.pages.flatMap((page) => page.data) ?? [];
  const data = rows.map((form) => ({ value: form.name, label: textIn(form.label, i18n.language) || form.name }));
  return (
    <Select
      label={t('trigger.form')}
      description={t(forms.isSuccess && !rows.length ? 'trigger.noForms' : 'trigger.formHelp')}
      searchable
      allowDeselect={false}
      disabled={disabled}
      error={error}
      data={value && !data.some((one) => one.value === value) ? [...data, { value, label: value }] : data}
      value={value || null}
      onChange={(form) => onChange(form ?? '')}
    />
  );
}
