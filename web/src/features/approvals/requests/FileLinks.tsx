import { IconPaperclip } from '@tabler/icons-react';
import { formatSize } from '@/features/files/size';
import { useFormat } from '@/ui/useFormat';
import { contentUrl } from '../calls';
import type { ApprovalFile } from '../types';
import classes from './Requests.module.css';

export function FileLinks({ request, files }: { request: string; files: ApprovalFile[] }) {
  const { context } = useFormat();
  if (!files.length) return null;
  return (
    <span className={classes.files}>
      {files.map((file) => (
        <a key={file.id} href={contentUrl(request, file.id)} download={file.name}>
          <IconPaperclip size={13} aria-hidden /> {file.name} <span className={classes.soft}>{formatSize(file.size, context.language)}</span>
        </a>
      ))}
    </span>
  );
}
