import { useState, type FormEvent } from 'react';
import { Button, MultiSelect, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { downloadChosen } from '@/api/download';
import { useObjects } from '@/api/objects';
import { isProblem } from '@/api/problem';
import settings from '@/features/settings/Settings.module.css';
import { ProblemPanel } from '@/ui/ProblemPanel';
import classes from './Packages.module.css';

/** What the company declared, as a file: for its production, or for others. */
export function ExportCard() {
  const { t } = useTranslation('packages');
  const objects = useObjects();
  const [name, setName] = useState('');
  const [version, setVersion] = useState('1.0.0');
  const [chosen, setChosen] = useState<string[]>([]);
  const save = useMutation({ mutationFn: () => downloadChosen('/packages/export', { name: name.trim(), version: version.trim(), objects: chosen.length > 0 ? chosen : null }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const at = isProblem(save.error) ? save.error.byField() : {};
  return (
    <section className={settings.card}>
      <h2 className={settings.cardTitle}>{t('export.title')}</h2>
      <p className={settings.cardText}>{t('export.text')}</p>
      <form onSubmit={submit} className={classes.form}>
        <TextInput label={t('export.name')} placeholder="our_process" value={name} required withAsterisk={false} maxLength={60} error={at.name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput label={t('export.version')} value={version} required withAsterisk={false} maxLength={20} error={at.version} onChange={(event) => setVersion(event.currentTarget.value)} />
        <MultiSelect label={t('export.objects')} placeholder={chosen.length > 0 ? undefined : t('export.all')} data={objects.map((each) => ({ value: each.name, label: each.plural_label }))} value={chosen} onChange={setChosen} searchable clearable className={classes.wide} />
        {save.error && !at.name && !at.version && <ProblemPanel error={save.error} />}
        <Button type="submit" variant="default" leftSection={<IconDownload size={15} />} loading={save.isPending}>{t('export.save')}</Button>
      </form>
    </section>
  );
}
