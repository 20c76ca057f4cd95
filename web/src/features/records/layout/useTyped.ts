import { useCallback, useState } from 'react';
import type { FieldScalar, RecordValues } from '@/api/types';

/** What stands in open editors of a record. Saved values stay until the record comes back with its next version. */
export function useTyped(version: number) {
  const [kept, setKept] = useState<{ version: number; values: RecordValues }>({ version, values: {} });
  const onType = useCallback(
    (name: string, value: FieldScalar | undefined) =>
      setKept((known) => {
        const values = known.version === version ? known.values : {};
        if (value === undefined && !(name in values)) return known;
        const { [name]: _before, ...rest } = values;
        return { version, values: value === undefined ? rest : { ...rest, [name]: value } };
      }),
    [version],
  );
  return { typed: kept.version === version ? kept.values : NONE, onType };
}

const NONE: RecordValues = {};
