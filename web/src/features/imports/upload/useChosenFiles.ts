import { useCallback, useState } from 'react';
import { useObjects } from '@/api/objects';
import { guessObject, importOrder } from '../model/guess';
import { readHeader } from '../model/header';

export interface ChosenFile {
  key: string;
  file: File;
  header: string[];
  object: string | null;
  /** The object was guessed from name and header, not chosen. */
  guessed: boolean;
}

let counter = 0;

/** The files that were dropped, in the order in which they should be imported. */
export function useChosenFiles(object?: string) {
  const objects = useObjects();
  const [files, setFiles] = useState<ChosenFile[]>([]);

  const add = useCallback(
    async (dropped: File[]) => {
      const read = await Promise.all(
        dropped.map(async (file): Promise<ChosenFile> => {
          const header = await readHeader(file).catch(() => []);
          const known = dropped.length === 1 && object ? object : null;
          const guessed = known ?? guessObject(file.name, header, objects).object;
          return { key: `file-${(counter += 1)}`, file, header, object: guessed, guessed: !known && guessed !== null };
        }),
      );
      setFiles((old) => [...old, ...read].toSorted((left, right) => importOrder(left.object) - importOrder(right.object)));
    },
    [object, objects],
  );
  const remove = (key: string) => setFiles((old) => old.filter((file) => file.key !== key));
  const setObject = (key: string, name: string | null) =>
    setFiles((old) => old.map((file) => (file.key === key ? { ...file, object: name, guessed: false } : file)));

  return { files, add, remove, setObject };
}
