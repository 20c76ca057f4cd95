import type { HeldFile } from '@/api/types';
import { FileChip } from './FileChip';
import classes from './HeldFiles.module.css';

const SHOWN_IN_A_LINE = 3;

/** The files of a field: small pictures and names in a line of a list, larger ones with their sizes on the record. */
export function FilesValue({ files, links, full }: { files: HeldFile[]; links: boolean; full: boolean }) {
  if (full) {
    return (
      <span className={classes.several}>
        {files.map((file) => <FileChip key={file.id} file={file} large links={links} />)}
      </span>
    );
  }
  const rest = files.length - SHOWN_IN_A_LINE;
  return (
    <span className={classes.line}>
      {files.slice(0, SHOWN_IN_A_LINE).map((file) => <FileChip key={file.id} file={file} links={links} bare={files.length > 1} />)}
      {rest > 0 && <span className={classes.facts}>+{rest}</span>}
    </span>
  );
}
