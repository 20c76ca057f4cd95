import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord } from '@/api/types';
import { SidePanel } from '@/ui/SidePanel';
import { ConversionForm } from './ConversionForm';
import { ConversionResult } from './ConversionResult';
import type { Conversion, ConversionAnswer } from './conversion';

/** A lead becomes an account, a contact and a deal; then says where they are. */
export function ConversionPanel({ lead, onClose }: { lead: CrmRecord; onClose: () => void }) {
  const { t } = useTranslation('leads');
  const [made, setMade] = useState<{ conversion: Conversion; answer: ConversionAnswer } | null>(null);
  return (
    <SidePanel title={made ? t('result.title') : t('title', { name: lead.name })} onClose={onClose}>
      {made ? (
        <ConversionResult {...made} onClose={onClose} />
      ) : (
        <ConversionForm lead={lead} onConverted={(conversion, answer) => setMade({ conversion, answer })} />
      )}
    </SidePanel>
  );
}
