import { getRouteApi } from '@tanstack/react-router';
import { useMaybeObject } from '@/api/objects';
import { NotFound } from '@/ui/NotFound';
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
      {meta ? <ValidationRules key={object} object={meta} /> : <NotFound />}
    </>
  );
}
