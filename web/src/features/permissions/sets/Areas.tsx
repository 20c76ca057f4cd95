import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { withArea } from '../draft';
import { areaKey, AREAS, type Definition } from '../types';

export function Areas({ definition, onChange }: { definition: Definition; onChange: (definition: Definition) => void }) {
  const { t } = useTranslation('permissions');
  return (
    <Stack gap={12}>
      {AREAS.map((area) => (
        <Checkbox
          key={area}
          label={t(`areas.${areaKey(area)}.name`)}
          description={t(`areas.${areaKey(area)}.text`)}
          checked={definition.areas.includes(area)}
          onChange={(event) => onChange(withArea(definition, area, event.currentTarget.checked))}
        />
      ))}
    </Stack>
  );
}
