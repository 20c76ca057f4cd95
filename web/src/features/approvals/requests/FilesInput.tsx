import { useRef, useState } from 'react';
import { Button, FileButton, Loader } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '@/ui/useSentence';
import { sendFile, type FileTarget } from '../calls';
import type { ApprovalFile } from '../types';
import classes from './Requests.module.css';

interface FilesInputProps {
  target: FileTarget;
  files: ApprovalFile[];
  onChange: (change: (files: ApprovalFile[]) => ApprovalFile[]) => void;
  onBusy: (busy: boolean) => void;
}

/** Files that go along with a comment: sent at once, one after the other, named when it is decided. */
export function FilesInput({ target, files, onChange, onBusy }: FilesInputProps) {
  const { t } = useTranslation('approvals');
  const sentence = useSentence();
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const reset = useRef<() => void>(null);
  const add = async (chosen: File[]) => {
    reset.current?.();
    setProblem(null);
    onBusy(true);
    try {
      for (const file of chosen) {
        setSending(file.name);
        const sent = await sendFile(target, file);
        onChange((known) => [...known, sent]);
      }
    } catch (error) {
      setProblem(sentence(error));
    } finally {
      setSending(null);
      onBusy(false);
    }
  };
  return (
    <div className={classes.attach}>
      {files.map((file) => (
        <span key={file.id} className={classes.attached}>
          <IconPaperclip size={13} aria-hidden /> <span className="truncate">{file.name}</span>
          <button type="button" aria-label={t('files.remove', { name: file.name })} onClick={() => onChange((known) => known.filter((one) => one.id !== file.id))}>
            <IconX size={13} />
          </button>
        </span>
      ))}
      {sending && (
        <span className={classes.attached} role="status">
          <Loader size={12} /> <span className="truncate">{t('files.sending', { name: sending })}</span>
        </span>
      )}
      <FileButton multiple onChange={(chosen) => void add(chosen)} resetRef={reset}>
        {(props) => (
          <Button {...props} variant="subtle" color="gray" size="compact-sm" leftSection={<IconPaperclip size={14} />} disabled={sending !== null}>
            {t('files.add')}
          </Button>
        )}
      </FileButton>
      {problem && <p role="alert" className={classes.wrong}>{problem}</p>}
    </div>
  );
}
