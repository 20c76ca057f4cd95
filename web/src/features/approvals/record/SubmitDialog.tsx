import { useState, type FormEvent } from 'react';
import { Button, Group, Radio, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { usePreview, useSubmit } from '../calls';
import { Dialog } from '../requests/Dialog';
import { FilesInput } from '../requests/FilesInput';
import type { ApprovalFile, RecordApprovals } from '../types';
import { PreviewSteps } from './PreviewSteps';
import requests from '../requests/Requests.module.css';

interface SubmitDialogProps {
  object: string;
  id: string;
  processes: RecordApprovals['available'];
  onClose: () => void;
}

/** Which process, with what words, and who will be asked. */
export function SubmitDialog({ object, id, processes, onClose }: SubmitDialogProps) {
  const { t } = useTranslation(['approvals', 'common']);
  const [process, setProcess] = useState(processes[0]?.name ?? '');
  const [comment, setComment] = useState('');
  const [files, setFiles] = useState<ApprovalFile[]>([]);
  const [sending, setSending] = useState(false);
  const preview = usePreview(object, id, process);
  const submit = useSubmit(object, id);
  const chosen = processes.find((one) => one.name === process);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit.mutate(
      { process, comment: comment.trim() || null, files: files.map((file) => file.id) },
      {
        onSuccess: (request) => {
          announce({ kind: 'done', message: t('submit.done', { process: request.label }) });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t('submit.title')} onClose={onClose}>
      <form className={requests.form} onSubmit={onSubmit} aria-label={t('submit.title')}>
        {processes.length > 1 ? (
          <Radio.Group label={t('submit.process')} value={process} onChange={setProcess}>
            <div className={requests.choices}>
              {processes.map((one) => (
                <Radio key={one.name} value={one.name} label={one.label} description={one.description} />
              ))}
            </div>
          </Radio.Group>
        ) : (
          <p className={requests.text}>
            <strong>{chosen?.label}</strong>
            {chosen?.description && <><br />{chosen.description}</>}
          </p>
        )}
        <section aria-label={t('submit.preview')} aria-live="polite" aria-busy={preview.isPending}>
          <h3 className={requests.heading}>{t('submit.preview')}</h3>
          <ProblemPanel error={preview.error} onRetry={() => void preview.refetch()} />
          {preview.isPending && !preview.error && <BlockSkeleton lines={3} />}
          {preview.data && <PreviewSteps steps={preview.data.steps} />}
        </section>
        <Textarea data-autofocus label={t('act.comment')} placeholder={t('submit.commentHint')} autosize minRows={2} maxRows={8} maxLength={4000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
        <FilesInput target={{ path: '/files', fields: { object, record_id: id } }} files={files} onChange={setFiles} onBusy={setSending} />
        <p className={requests.text}>{t('submit.locks')}</p>
        <ProblemPanel error={submit.error} />
        <Group className={requests.dialogFoot}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" disabled={sending || !process} loading={submit.isPending}>{t('submit.confirm')}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
