import { useEffect, useState } from 'react';
import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconCopy, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { useObjectOf } from '@/api/objects';
import { usePermission } from '@/api/session';
import type { FieldMeta } from '@/api/types';
import { useSentence } from '../useSentence';
import classes from './SecretValue.module.css';

const SHOWN_MS = 30_000;

interface SecretValueProps {
  field: FieldMeta;
  mask: string;
  recordId: string | undefined;
  /** On a record's page; in a line of a list there is nothing to press. */
  revealable: boolean;
}

/** The mask of an encrypted value. Who may, opens it for half a minute; that he did is recorded. */
export function SecretValue({ field, mask, recordId, revealable }: SecretValueProps) {
  const { t } = useTranslation('fields');
  const sentence = useSentence();
  const object = useObjectOf(field);
  const allowed = usePermission('secret.reveal');
  const [value, setValue] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [value]);
  if (!revealable || !allowed || !recordId || !object) return <span className="tabular">{mask}</span>;
  const reveal = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setValue((await api.post<{ value: string }>(`/objects/${object.name}/records/${recordId}/reveals`, { field: field.name })).value);
    } catch (refused) {
      setProblem(sentence(refused));
    }
    setBusy(false);
  };
  const Shape = value === null ? IconEye : IconEyeOff;
  const label = t(value === null ? 'secret.reveal' : 'secret.hide', { field: field.label });
  return (
    <span className={classes.secret} onClick={(event) => event.stopPropagation()}>
      <span className={`${classes.text} tabular`} aria-live="polite">{value ?? mask}</span>
      <Tooltip label={value === null ? t('secret.recorded') : label}>
        <ActionIcon size={28} aria-label={label} onClick={() => (value === null ? void reveal() : setValue(null))}>
          {busy ? <Loader size={14} /> : <Shape size={16} stroke={1.6} />}
        </ActionIcon>
      </Tooltip>
      {value !== null && (
        <Tooltip label={t('secret.copy')}>
          <ActionIcon size={28} aria-label={t('secret.copy')} onClick={() => void navigator.clipboard.writeText(value)}>
            <IconCopy size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
      {problem && <span role="alert" className={classes.problem}>{problem}</span>}
    </span>
  );
}
