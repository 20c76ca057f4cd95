import type { ReactNode } from 'react';
import { Radio } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import classes from './reading.module.css';

interface QuestionCardProps {
  question: string;
  why: string;
  answers: { value: string; title: ReactNode; example?: ReactNode }[];
  value: string | null;
  onAnswer: (value: string) => void;
}

/** One plain question with its possible answers, each showing what it would mean. */
export function QuestionCard({ question, why, answers, value, onAnswer }: QuestionCardProps) {
  return (
    <section className={classes.question} data-open={value === null || undefined}>
      <IconHelpCircle size={20} stroke={1.6} aria-hidden />
      <Radio.Group label={question} description={why} value={value} onChange={onAnswer} className={classes.questionBody}>
        <div className={classes.answers}>
          {answers.map((answer) => (
            <Radio.Card key={answer.value} value={answer.value} className={classes.answer}>
              <Radio.Indicator size="xs" />
              <span>
                <strong>{answer.title}</strong>
                {answer.example && <span className={classes.example}>{answer.example}</span>}
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    </section>
  );
}
