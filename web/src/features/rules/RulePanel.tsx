import type { FormEvent, ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { isProblem } from '@/api/problem';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { useSentence } from '@/ui/useSentence';
import { useRemoveDefinition, useSaveDefinition, type Definition, type DefinitionDraft } from './calls';
import { nameFrom } from './names';
import { filled, textIn } from './texts';
import classes from './Rules.module.css';

export interface RulePanelProps<Body> {
  kind: string;
  object: string;
  rule: Definition<Body> | null;
  rules: Definition<Body>[];
  title: string;
  draft: Omit<DefinitionDraft<Body>, 'name' | 'position'>;
  complete: boolean;
  onClose: () => void;
  children: (wrong: Record<string, string>) => ReactNode;
}

/** The frame of a rule's editor: saving, removing, and telling what is wrong where it is wrong. */
export function RulePanel<Body>({ kind, object, rule, rules, title, draft, complete, onClose, children }: RulePanelProps<Body>) {
  const { t, i18n } = useTranslation(['rules', 'common']);
  const sentence = useSentence();
  const save = useSaveDefinition<Body>(kind, object);
  const remove = useRemoveDefinition(kind, object);
  const wrong = wrongIn(save.error);
  const label = filled(draft.label);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = rule?.name ?? nameFrom(label.en ?? '', kind, rules.map((one) => one.name));
    const position = rule?.position ?? Math.max(-1, ...rules.map((one) => one.position)) + 1;
    save.mutate(
      { ...draft, label, name, position, version: rule?.version },
      {
        onSuccess: ({ changeSetId }) => {
          announce({ kind: 'done', message: t('saved', { name: textIn(label, i18n.language) }), changeSetId });
          onClose();
        },
      },
    );
  };
  const drop = () =>
    rule && remove.mutate(rule.name, {
      onSuccess: ({ changeSetId }) => {
        announce({ kind: 'done', message: t('removed', { name: textIn(rule.label, i18n.language) }), changeSetId });
        onClose();
      },
      onError: (error) => announce({ kind: 'failed', message: sentence(error) }),
    });
  return (
    <SidePanel title={title} onClose={onClose}>
      <form className={classes.form} onSubmit={submit} aria-label={title}>
        {children(wrong)}
        {save.error && !Object.keys(wrong).length ? <ProblemPanel error={save.error} /> : null}
        <Group gap={8}>
          <Button type="submit" disabled={!complete || !Object.keys(label).length} loading={save.isPending}>{t('common:save')}</Button>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          {rule && <Button ml="auto" variant="subtle" color="red" leftSection={<IconTrash size={15} />} loading={remove.isPending} onClick={drop}>{t('remove')}</Button>}
        </Group>
      </form>
    </SidePanel>
  );
}

/** Sentences by the place in the body that they are about. */
function wrongIn(error: unknown): Record<string, string> {
  if (!isProblem(error) || !error.field?.startsWith('body.')) return {};
  return { [error.field.slice(5)]: error.message };
}
