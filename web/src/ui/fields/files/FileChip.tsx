import { contentUrl, isPicture, thumbnailUrl } from '@/api/heldFiles';
import type { HeldFile } from '@/api/types';
import { fileIconOf } from '../../fileIcon';
import { formatSize } from '../../fileSize';
import { useFormat } from '../../useFormat';
import classes from './HeldFiles.module.css';

/** One file: its picture or what it is, its name, and the way to it. */
export function FileChip({ file, large = false, links = false, bare = false }: { file: HeldFile; large?: boolean; links?: boolean; bare?: boolean }) {
  const format = useFormat();
  const Shape = fileIconOf(file.name, file.type);
  const picture = isPicture(file) ? (
    <img className={classes.picture} data-large={large || undefined} src={thumbnailUrl(file)} alt={bare ? file.name : ''} title={bare ? file.name : undefined} loading="lazy" />
  ) : (
    <Shape size={large ? 22 : 16} stroke={1.5} aria-hidden className={classes.icon} />
  );
  if (bare && isPicture(file)) return picture;
  return (
    <span className={classes.chip}>
      {picture}
      <span className={classes.words}>
        {links ? (
          <a className={`${classes.name} truncate`} href={contentUrl(file)} download={file.name} onClick={(event) => event.stopPropagation()}>
            {file.name}
          </a>
        ) : (
          <span className="truncate">{file.name}</span>
        )}
        {large && <span className={classes.facts}>{formatSize(file.size, format.context.language)}</span>}
      </span>
    </span>
  );
}
