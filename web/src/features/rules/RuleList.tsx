import { useState, type ReactNode } from 'react';
import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { ObjectMeta } from '@/api/types';
import { Card } from '@/features/settings/Card';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useSentence } from '@/ui/useSentence';
import { useDefinitions, useSaveDefinition, type Definition } from './calls';
import { textIn } from './texts';
import classes from './Rules.module.css';

export interface RuleListProps<Body> {
  object: ObjectMeta;
  kind: string;
  title: string;
  text: string;
  add: string;
  /** One line that says what a rule does. */
  describe: (rule: Definition<Body>) => string;
  /** The order counts: rules can be moved. */
  ordered?: boolean;
  /** Below the rules. */
  children?: ReactNode;
  panel: (open: { rule: Definition<Body> | null; rules: Definition<Body>[]; onClose: () => void }) => ReactNode;
}

/** The rules of one kind: switched on and off, put in order, opened. */
export function RuleList<Body>({ object, kind, title, text, add, describe, ordered = false, children, panel }: RuleListProps<Body>) {
  const { t, i18n } = useTranslation('rules');
  const sentence = useSentence();
  const found = useDefinitions<Body>(kind, object.name);
  const save = useSaveDefinition<Body>(kind, object.name);
  const [open, setOpen] = useState<string | null>(null);
  const rules = found.data ?? [];
  const put = (rule: Definition<Body>, change: Partial<Definition<Body>>) => {
    const { name, label, active, position, body, version } = { ...rule, ...change };
    return save.mutateAsync({ name, label, active, position, body, version }).then(
      ({ changeSetId }) => announce({ kind: 'done', message: t('saved', { name: textIn(label, i18n.language) }), changeSetId }),
      (error: unknown) => announce({ kind: 'failed', message: sentence(error) }),
    );
  };
  /** Positions become those of the list; only what changes is written. */
  const move = async (at: number, by: number) => {
    const next = [...rules];
    const [moved] = next.splice(at, 1);
    if (!moved) return;
    next.splice(at + by, 0, moved);
    for (const [position, rule] of next.entries()) if (rule.position !== position) await put(rule, { position });
  };
  const shown = open === null ? undefined : open === '' ? null : rules.find((rule) => rule.name === open);
  return (
    <>
      <Card title={title} text={text} action={found.isSuccess && <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setOpen('')}>{add}</Button>}>
        {found.error ? <ProblemPanel error={found.error} onRetry={() => void found.refetch()} /> : found.isPending ? <BlockSkeleton lines={3} /> : (
          <>
            {rules.length > 0 && (
              <ul className={classes.list} aria-label={title}>
                {rules.map((rule, at) => {
                  const name = textIn(rule.label, i18n.language);
                  return (
                    <li key={rule.name} className={classes.row}>
                      <button type="button" className={`${classes.open} ${rule.active ? '' : classes.off}`} aria-haspopup="dialog" onClick={() => setOpen(rule.name)}>
                        <span className={classes.name}>{name}</span>
                        <span className={classes.text}>{describe(rule)}</span>
                        {rule.problem && <span className={classes.problem}>{t('problem', { detail: rule.problem.detail })}</span>}
                      </button>
                      {ordered && (
                        <>
                          <ActionIcon size="sm" disabled={at === 0 || save.isPending} aria-label={t('moveUp', { name })} onClick={() => void move(at, -1)}><IconArrowUp size={15} /></ActionIcon>
                          <ActionIcon size="sm" disabled={at === rules.length - 1 || save.isPending} aria-label={t('moveDown', { name })} onClick={() => void move(at, 1)}><IconArrowDown size={15} /></ActionIcon>
                        </>
                      )}
                      <Switch checked={rule.active} disabled={save.isPending} aria-label={t('inForce', { name })} onChange={(event) => void put(rule, { active: event.currentTarget.checked })} />
                    </li>
                  );
                })}
              </ul>
            )}
            {children}
          </>
        )}
      </Card>
      {shown !== undefined && panel({ rule: shown, rules, onClose: () => setOpen(null) })}
    </>
  );
}
