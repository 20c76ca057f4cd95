import { useRef, useState, type KeyboardEvent } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useObject } from '@/api/objects';
import { useCreateRecord } from '@/api/recordWrites';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { useFormat } from '@/ui/useFormat';
import { useSentence } from '@/ui/useSentence';
import { activityKinds, linksTo } from '../activity';
import { kindIcons } from '../kinds';
import type { ActivityKind } from '../types';
import { emptyDraft, isEmpty, valuesOf } from './draft';
import { Assignee, DraftDetails } from './DraftDetails';
import { useKeptDraft } from './useKeptDraft';
import classes from './Composer.module.css';

export interface ComposerProps {
  object: ObjectMeta;
  record: CrmRecord;
}

/** Writes a note, a call, a meeting or a task about the record. The first line is the subject; ⌘Enter sends. */
export function Composer({ object, record }: ComposerProps) {
  const { t } = useTranslation('activities');
  const mac = useOs() === 'macos';
  const meta = useObject('activity');
  const sentence = useSentence();
  const { context } = useFormat();
  const [draft, setDraft] = useKeptDraft(record.id);
  const [error, setError] = useState<string | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const create = useCreateRecord('activity');
  const open = !isEmpty(draft) || draft.kind !== 'note';

  const send = () => {
    if (isEmpty(draft)) return input.current?.focus();
    const sent = draft;
    const values = { ...valuesOf(draft, context.timezone, new Date().toISOString()), ...linksTo(meta, object, record) };
    setDraft(emptyDraft(draft.kind));
    setError(null);
    create.mutate(
      { values, message: t(`told.created.${sent.kind}`) },
      {
        onError: (problem) => {
          setDraft(sent);
          setError(isProblem(problem) ? (Object.values(problem.byField())[0] ?? sentence(problem)) : sentence(problem));
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
  };
  const choose = (kind: ActivityKind) => {
    setDraft({ ...draft, kind });
    input.current?.focus();
  };

  return (
    <section className={classes.composer} aria-label={t('composer.label')} onKeyDown={onKeyDown}>
      <div className={classes.kinds} role="group" aria-label={t('composer.kind')}>
        {activityKinds.map((kind) => {
          const Shape = kindIcons[kind];
          return (
            <button key={kind} type="button" className={classes.kind} aria-pressed={kind === draft.kind} onClick={() => choose(kind)}>
              <Shape size={16} stroke={1.7} aria-hidden />
              {t(`kind.${kind}`)}
            </button>
          );
        })}
      </div>
      <Textarea
        ref={input}
        variant="unstyled"
        autosize
        minRows={1}
        maxRows={14}
        aria-label={t(`composer.placeholder.${draft.kind}`)}
        placeholder={t(`composer.placeholder.${draft.kind}`)}
        value={draft.text}
        error={error}
        onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
        classNames={{ root: classes.field, input: classes.input }}
      />
      {open && (
        <div className={classes.foot}>
          <DraftDetails draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
          <div className={classes.send}>
            {draft.kind === 'task' && <Assignee draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />}
            <span className={classes.hint}>{mac ? '⌘' : 'Ctrl'} ↵</span>
            <Button size="compact-md" fz="sm" onClick={send} disabled={isEmpty(draft)} loading={create.isPending}>
              {t(`composer.send.${draft.kind}`)}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
