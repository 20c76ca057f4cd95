/** How the inline editor of each type is finished. */
import type { FieldMeta } from '@/api/types';

export interface EditorBehaviour {
  enter: 'saves' | 'breaks' | 'chooses';
  blur: 'saves' | 'leaves' | 'stays';
  /** Picking an option is final. */
  choiceSaves: boolean;
  buttons: boolean;
}

export function behaviourOf(field: FieldMeta): EditorBehaviour {
  switch (field.type) {
    case 'choice':
    case 'stage':
    case 'lookup':
    case 'mixed_lookup':
      return { enter: 'chooses', blur: 'leaves', choiceSaves: true, buttons: false };
    case 'date':
      return { enter: 'saves', blur: 'saves', choiceSaves: true, buttons: false };
    case 'currency_amount':
    case 'geolocation':
    case 'encrypted_text':
      return { enter: 'saves', blur: 'stays', choiceSaves: false, buttons: true };
    case 'links':
    case 'file':
    case 'image':
    case 'multi_choice':
    case 'datetime':
      return { enter: 'chooses', blur: 'stays', choiceSaves: false, buttons: true };
    case 'rich_text':
    case 'address':
      return { enter: 'breaks', blur: 'stays', choiceSaves: false, buttons: true };
    case 'long_text':
      return { enter: 'breaks', blur: 'saves', choiceSaves: false, buttons: true };
    default:
      return { enter: 'saves', blur: 'saves', choiceSaves: false, buttons: false };
  }
}
