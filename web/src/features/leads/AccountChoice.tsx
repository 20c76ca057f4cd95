import { useEffect, useRef, useState } from 'react';
import { Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import type { Lookup } from '@/api/types';
import { LookupInput } from '@/ui/fields/LookupInput';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useAccountMatches } from './calls';
import { sameName, type Conversion } from './conversion';
import { Part } from './Part';
import classes from './Conversion.module.css';

interface AccountChoiceProps {
  company: string;
  value: Conversion['account'];
  onChange: (account: Conversion['account']) => void;
}

const NEW = 'new';
const OTHER = 'other';

/** Is the company a customer already? Accounts of a like name come first; an equal name is chosen beforehand. */
export function AccountChoice({ company, value, onChange }: AccountChoiceProps) {
  const { t } = useTranslation('leads');
  const account = useMaybeObject('account');
  const matches = useAccountMatches(company);
  const [picked, setPicked] = useState<string | null>(null);
  const [name, setName] = useState(company);
  const found = matches.data ?? [];
  const touched = useRef(false);

  useEffect(() => {
    const same = sameName(matches.data ?? [], company);
    if (same && !touched.current) onChange(same);
    // The proposal is made once, when the matches arrive.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [matches.data]);

  const chosen = picked ?? ('id' in value ? value.id : NEW);
  const choose = (key: string) => {
    touched.current = true;
    setPicked(key);
    const match = found.find(({ id }) => id === key);
    if (match) onChange(match);
    else if (key === NEW) onChange({ name });
  };
  return (
    <Part icon={<ObjectIcon object="account" size={18} />} title={account?.label ?? t('parts.account')}>
      <Radio.Group value={chosen} onChange={choose} aria-label={account?.label ?? t('parts.account')}>
        <div className={classes.choices}>
          {found.map((match) => (
            <Radio key={match.id} value={match.id} label={match.name} description={t('account.existing')} className={classes.choice} />
          ))}
          <Radio value={NEW} label={t('account.new')} className={classes.choice} />
          {chosen === NEW && (
            <TextInput
              className={classes.indented}
              aria-label={t('account.name')}
              required
              value={name}
              onChange={(event) => {
                setName(event.currentTarget.value);
                touched.current = true;
                onChange({ name: event.currentTarget.value });
              }}
            />
          )}
          <Radio value={OTHER} label={t('account.other')} className={classes.choice} />
          {chosen === OTHER && (
            <LookupInput
              className={classes.indented}
              target="account"
              aria-label={t('account.other')}
              value={'id' in value ? value : null}
              clearable={false}
              onChange={(other: Lookup | null) => other && onChange(other)}
            />
          )}
        </div>
      </Radio.Group>
    </Part>
  );
}
