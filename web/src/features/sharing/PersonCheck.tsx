import { useState } from 'react';
import { Badge, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObject } from '@/api/objects';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useAccess } from './calls';
import { PrincipalSelect } from './PrincipalSelect';
import type { Principal } from './types';
import classes from './Sharing.module.css';

/** Why one person sees the record, or does not; for a field too. */
export function PersonCheck({ object, id, others }: { object: string; id: string; others: boolean }) {
  const { t } = useTranslation('sharing');
  const meta = useObject(object);
  const [person, setPerson] = useState<Principal | null>(null);
  const [field, setField] = useState<string | null>(null);
  const access = useAccess(object, id, person?.id ?? undefined, field ?? undefined);
  const verdict = access.data?.verdict;
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{t(others ? 'check.title' : 'check.mine')}</h3>
      <div className={others ? classes.pair : undefined}>
        {others && <PrincipalSelect clearable kinds={['user']} value={person} onChange={setPerson} aria-label={t('check.person')} placeholder={t('check.me')} />}
        <Select
          clearable
          searchable
          aria-label={t('check.field')}
          placeholder={t('check.field')}
          data={meta.fields.map((one) => ({ value: one.name, label: one.label }))}
          value={field}
          onChange={setField}
        />
      </div>
      <ProblemPanel error={access.error} />
      {verdict && (
        <div role="status" style={{ display: 'grid', gap: 6 }}>
          <span className={classes.who}>
            {verdict.user.name} <Badge variant="light" color={verdict.edits ? 'green' : verdict.reads ? 'blue' : 'gray'}>{t(`check.${verdict.edits ? 'edits' : verdict.reads ? 'reads' : 'nothing'}`)}</Badge>
          </span>
          <ul className={classes.reasons}>
            {verdict.because.map((one, index) => (
              <li key={index}>{one.text}</li>
            ))}
            {verdict.why_not.map((one) => (
              <li key={one.code}>{one.text}</li>
            ))}
            {verdict.field && <li>{verdict.field.text}</li>}
          </ul>
        </div>
      )}
    </section>
  );
}
