import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { useObjects } from '@/api/objects';
import { isKnown } from '../stepKinds';
import type { BranchWay, FieldSetting, Person, Step, Trigger } from '../types';
import { APPROVED, EACH, NEXT, OTHERWISE, REJECTED, TIMEOUT } from './graph';

/** Steps and triggers in words, short enough for a node. */
export function useStepText() {
  const { t } = useTranslation('workflows');
  const objects = useObjects();
  const nameOf = (object: string) => objects.find((one) => one.name === object)?.label ?? object;
  const fieldName = (object: ObjectMeta | undefined, name: string) => object?.fields.find((field) => field.name === name)?.label ?? name;

  const typeName = (type: string) => (isKnown(type) ? t(`types.${type}`) : type);
  const title = (step: Step) => step.label || typeName(step.type);

  const person = (one: Person | undefined): string => {
    if (!one) return '';
    if (one.kind === 'cause') return t('people.cause');
    return one.name || t(`people.${one.kind}`);
  };

  const detail = (step: Step, object: ObjectMeta | undefined): string => {
    const { settings } = step;
    const fields = (settings.values as FieldSetting[] | undefined) ?? [];
    switch (step.type) {
      case 'update_record':
        return fields.map((one) => fieldName((settings.target ?? 'record') === 'record' ? object : undefined, one.field)).join(', ');
      case 'create_record':
        return nameOf(String(settings.object ?? ''));
      case 'assign':
        return person(settings.to as Person);
      case 'notify':
        return String(settings.title ?? '');
      case 'send_mail':
        return String(settings.subject ?? '');
      case 'approval':
        return String(settings.process ?? '');
      case 'call_webhook':
        return String(settings.url ?? '').replace(/^https?:\/\//, '');
      case 'wait': {
        const duration = settings.duration as { amount: number; unit?: 'minutes' | 'hours' | 'days' } | undefined;
        if (duration) return t(`wait.${duration.unit ?? 'days'}`, { count: duration.amount });
        const day = settings.day as { field: string; days?: number } | undefined;
        if (day) return t('wait.untilDay', { field: fieldName(object, day.field) });
        return String(settings.until ?? '');
      }
      case 'loop':
        return object?.relations.find((one) => one.name === settings.relation)?.label ?? String(settings.relation ?? '');
      case 'run_workflow':
        return String(settings.workflow ?? '');
      case 'branch':
        return t('branch.ways', { count: ((settings.ways as BranchWay[] | undefined) ?? []).length + 1 });
      case 'stop':
        return String(settings.failure ?? '');
      default:
        return '';
    }
  };

  const way = (step: Step | undefined, name: string): string => {
    if (!step || (name === NEXT && step.type !== 'wait' && step.type !== 'loop')) return '';
    if (name === OTHERWISE) return t('ways.otherwise');
    if (step.type === 'approval' && (name === APPROVED || name === REJECTED)) return t(`ways.${name}`);
    if (name === TIMEOUT) return t('ways.timeout');
    if (name === EACH) return t('ways.each');
    if (step.type === 'loop') return t('ways.afterwards');
    if (step.type === 'wait') return step.settings.until ? t('ways.happened') : '';
    return ((step.settings.ways as BranchWay[] | undefined) ?? []).find((one) => one.name === name)?.label || name;
  };

  const trigger = (given: Trigger, object: ObjectMeta | undefined): string => {
    switch (given.type) {
      case 'record_changed':
        return given.fields?.length ? given.fields.map((one) => fieldName(object, 'field' in one ? one.field : '')).join(', ') : t('trigger.anyField');
      case 'stage_entered': {
        const stages = object?.pipelines.flatMap((pipeline) => pipeline.stages) ?? [];
        return (given.stages ?? []).map((key) => stages.find((stage) => stage.key === key)?.label ?? key).join(', ');
      }
      case 'date_reached':
        return `${fieldName(object, given.field ?? '')} ${given.days ? (given.days > 0 ? `+${given.days}` : given.days) : ''}`.trim();
      case 'approval_finished':
        return (given.outcomes ?? []).map((outcome) => t(`approval.outcomes.${outcome}`)).join(', ');
      case 'schedule':
        return given.cron ?? '';
      case 'manual':
        return (given.places ?? []).map((place) => t(`trigger.places.${place}`)).join(', ');
      default:
        return object?.plural_label ?? '';
    }
  };
  return { typeName, title, detail, way, trigger, nameOf };
}
