import { CloseButton, Input } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NO_LINKS, withLink, withoutLink } from '@/api/links';
import type { LinkedRecords } from '@/api/types';
import { LookupInput, type LookupInputProps } from './LookupInput';
import classes from './LinksInput.module.css';

export interface LinksInputProps extends Omit<LookupInputProps, 'value' | 'onChange' | 'clearable'> {
  value: LinkedRecords | null | undefined;
  onChange: (value: LinkedRecords) => void;
}

/** Chooses any number of records: each stands as a chip that can be taken away; what is found is added. */
export function LinksInput({ value, onChange, label, description, withAsterisk, error, ...input }: LinksInputProps) {
  const { t } = useTranslation('fields');
  const links = value ?? NO_LINKS;
  const more = links.count.value - links.items.length;
  return (
    <Input.Wrapper label={label} description={description} withAsterisk={withAsterisk} error={error} labelElement="div">
      <div className={classes.box}>
        {links.items.length > 0 && (
          <ul className={classes.chips} aria-label={typeof label === 'string' ? label : input['aria-label']}>
            {links.items.map((one) => (
              <li key={one.id} className={classes.chip}>
                <span className="truncate">{one.name}</span>
                {!input.disabled && (
                  <CloseButton size="xs" aria-label={t('links.remove', { name: one.name })} onMouseDown={(event) => event.preventDefault()} onClick={() => onChange(withoutLink(links, one.id))} />
                )}
              </li>
            ))}
            {more > 0 && <li className={classes.more}>{t('links.more', { count: more })}</li>}
          </ul>
        )}
        {!input.disabled && (
          <LookupInput
            {...input}
            key={links.items.length}
            aria-label={t('links.add', { field: typeof label === 'string' ? label : (input['aria-label'] ?? '') })}
            placeholder={t('links.placeholder')}
            value={null}
            clearable={false}
            onChange={(record) => record && onChange(withLink(links, record))}
          />
        )}
      </div>
    </Input.Wrapper>
  );
}
