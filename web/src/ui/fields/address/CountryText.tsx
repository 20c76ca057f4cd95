import { useTranslation } from 'react-i18next';
import { countryName } from './writing';

export default function CountryText({ code }: { code: string }) {
  const { i18n } = useTranslation();
  return <span className="truncate">{countryName(code, i18n.language)}</span>;
}
