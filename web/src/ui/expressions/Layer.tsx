import { marksOf } from './marks';
import type { ExpressionProblem } from './types';
import classes from './Expressions.module.css';

/** The same text behind the one that is typed, in colours, with what is wrong underlined. */
export function Layer({ text, problem }: { text: string; problem: ExpressionProblem | null }) {
  return (
    <pre className={classes.layer} aria-hidden>
      {marksOf(text, problem).map((mark, at) => (
        <span key={at} className={[classes[mark.kind], mark.wrong && classes.wrong].filter(Boolean).join(' ')}>{mark.text}</span>
      ))}
      {'\n'}
    </pre>
  );
}
