import { getRouteApi } from '@tanstack/react-router';
import { useMaybeObject } from '@/api/objects';
import { NotFound } from '@/ui/NotFound';
import { AssignmentRules } from './assignment/AssignmentRules';
import { DuplicateRules } from './duplicates/DuplicateRules';
import { ObjectTabs } from './ObjectTabs';
import { ValidationRules } from './validation/ValidationRules';

const route = getRouteApi('/shell/settings/objects/$object/rules');

/** What a company asks of one kind of record. */
export default function RulesPage() {
  const { object } = route.useParams();
  const meta = useMaybeObject(object);
  return (
    <>
      <ObjectTabs object={object} />
      {meta ? (
        <>
          <ValidationRules key={`validation ${object}`} object={meta} />
          <DuplicateRules key={`duplicates ${object}`} object={meta} />
          {object !== 'user' && <AssignmentRules key={`assignment ${object}`} object={meta} />}
        </>
      ) : (
        <NotFound />
      )}
    </>
  );
}
