import { useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CrmRecord } from '@/api/types';
import { isProblem } from '@/api/problem';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { AccountChoice } from './AccountChoice';
import { ContactPart } from './ContactPart';
import { DealPart } from './DealPart';
import { useConvertLead } from './calls';
import { proposalFor, type Conversion, type ConversionAnswer } from './conversion';
import classes from './Conversion.module.css';

interface ConversionFormProps {
  lead: CrmRecord;
  onConverted: (conversion: Conversion, answer: ConversionAnswer) => void;
}

export function ConversionForm({ lead, onConverted }: ConversionFormProps) {
  const { t } = useTranslation('leads');
  const [conversion, setConversion] = useState<Conversion>(() => proposalFor(lead));
  const convert = useConvertLead(lead.id);
  const errors = isProblem(convert.error) ? convert.error.byField() : {};
  const change = (part: Partial<Conversion>) => setConversion((old) => ({ ...old, ...part }));
  const submit = () => convert.mutate(conversion, { onSuccess: (answer) => onConverted(conversion, answer) });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      submit();
    }
  };
  return (
    <form
      className={classes.form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.body}>
        <ProblemPanel error={convert.error} />
        <AccountChoice company={proposalFor(lead).account.name} value={conversion.account} onChange={(account) => change({ account })} />
        <ContactPart value={conversion.contact} proposal={proposalFor(lead).contact} errors={errors} onChange={(contact) => change({ contact })} />
        <DealPart value={conversion.deal} proposal={proposalFor(lead).deal} errors={errors} onChange={(deal) => change({ deal })} />
      </div>
      <div className={classes.foot}>
        <span className={classes.hint}>{t('undoable')}</span>
        <Button type="submit" loading={convert.isPending}>
          {t('convert')}
        </Button>
      </div>
    </form>
  );
}
