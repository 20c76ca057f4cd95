import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { ActionIcon, Button, FileButton, Input, Loader } from '@mantine/core';
import { IconCamera, IconUpload, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { acceptOf, uploadForField } from '@/api/heldFiles';
import { useObjectOf } from '@/api/objects';
import type { FieldMeta, HeldFile } from '@/api/types';
import { useSentence } from '../../useSentence';
import { FileChip } from './FileChip';
import classes from './HeldFiles.module.css';

export interface FilesInputProps {
  field: FieldMeta;
  value: HeldFile[];
  onChange: (files: HeldFile[] | null) => void;
  label?: string;
  description?: string;
  withAsterisk?: boolean;
  error?: string;
  disabled?: boolean;
  /** Puts the keyboard where files are chosen, so that Escape and Tab work at once. */
  autoFocus?: boolean;
}

interface Waiting {
  key: number;
  name: string;
  problem?: string;
}

/** Files of a field: dropped, pasted, chosen or photographed. They are uploaded at once, and held once the record is saved. */
export function FilesInput({ field, value, onChange, label, description, withAsterisk, error, disabled, autoFocus }: FilesInputProps) {
  const { t } = useTranslation('fields');
  const sentence = useSentence();
  const object = useObjectOf(field);
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  const [over, setOver] = useState(false);
  const held = useRef(value);
  const stop = useRef(new AbortController());
  const number = useRef(0);
  const most = field.files?.most ?? 1;
  useEffect(() => {
    held.current = value;
  }, [value]);
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);

  const set = (files: HeldFile[]) => {
    held.current = files;
    onChange(files.length ? files : null);
  };
  const send = async (file: File) => {
    if (!object) return;
    const key = (number.current += 1);
    setWaiting((all) => [...all.filter(({ problem }) => !problem), { key, name: file.name }]);
    try {
      const made = await uploadForField(object, field, file, stop.current.signal);
      // One file takes the place of the one before it.
      set(most === 1 ? [made] : [...held.current, made]);
      setWaiting((all) => all.filter((one) => one.key !== key));
    } catch (problem) {
      if (problem instanceof DOMException && problem.name === 'AbortError') return;
      setWaiting((all) => all.map((one) => (one.key === key ? { ...one, problem: sentence(problem) } : one)));
    }
  };
  const add = (files: File[]) => {
    const room = most === 1 ? 1 : most - held.current.length;
    for (const file of files.slice(0, Math.max(0, room))) void send(file);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    add([...event.clipboardData.files]);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  const full = most > 1 && value.length >= most;
  const accept = acceptOf(field) || undefined;
  const pictures = field.type === 'image' || (field.files?.kinds ?? []).includes('image');
  return (
    <Input.Wrapper label={label} description={description} withAsterisk={withAsterisk} error={error} labelElement="div">
      <div
        className={classes.box}
        data-over={over || undefined}
        role="group"
        aria-label={field.label}
        onPaste={disabled ? undefined : onPaste}
        onDrop={disabled ? undefined : onDrop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
      >
        {(value.length > 0 || waiting.length > 0) && (
          <ul className={classes.rows}>
            {value.map((file) => (
              <li key={file.id} className={classes.row}>
                <FileChip file={file} large={field.type === 'image'} links />
                {!disabled && (
                  <ActionIcon size={28} aria-label={t('files.remove', { name: file.name })} onClick={() => set(value.filter(({ id }) => id !== file.id))}>
                    <IconX size={15} stroke={1.6} />
                  </ActionIcon>
                )}
              </li>
            ))}
            {waiting.map(({ key, name, problem }) => (
              <li key={key} className={classes.row}>
                {problem ? <span role="alert" className={classes.problem}>{name}: {problem}</span> : <><Loader size={14} /> <span className="truncate">{t('files.sending', { name })}</span></>}
                {problem && (
                  <ActionIcon size={28} aria-label={t('files.remove', { name })} onClick={() => setWaiting((all) => all.filter((one) => one.key !== key))}>
                    <IconX size={15} stroke={1.6} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        )}
        {!disabled && !full && (
          <div className={classes.add}>
            <FileButton multiple={most > 1} accept={accept} onChange={(chosen: File | File[] | null) => add(chosen === null ? [] : Array.isArray(chosen) ? chosen : [chosen])}>
              {(props) => (
                <Button {...props} autoFocus={autoFocus} variant="default" size="compact-md" leftSection={<IconUpload size={15} stroke={1.7} />} aria-label={t('files.chooseFor', { field: field.label })}>
                  {t(value.length && most === 1 ? 'files.replace' : 'files.choose')}
                </Button>
              )}
            </FileButton>
            {pictures && (
              <FileButton accept="image/*" capture="environment" onChange={(photo: File | null) => add(photo ? [photo] : [])}>
                {(props) => (
                  <Button {...props} className={classes.camera} variant="default" size="compact-md" leftSection={<IconCamera size={15} stroke={1.7} />}>
                    {t('files.photograph')}
                  </Button>
                )}
              </FileButton>
            )}
            <span className={classes.hint}>{t('files.dropOrPaste')}</span>
          </div>
        )}
      </div>
    </Input.Wrapper>
  );
}
