/** A first guess at a company's currency from where its browser stands; the person can change it at once. */
const BY_ZONE: [RegExp, string][] = [
  [/^Asia\/(Shanghai|Urumqi|Chongqing|Harbin)/, 'CNY'],
  [/^Asia\/Hong_Kong/, 'HKD'],
  [/^Asia\/Taipei/, 'TWD'],
  [/^Asia\/Tokyo/, 'JPY'],
  [/^Asia\/Singapore/, 'SGD'],
  [/^Asia\/(Kolkata|Calcutta)/, 'INR'],
  [/^Europe\/(London|Belfast)/, 'GBP'],
  [/^Europe\/Zurich/, 'CHF'],
  [/^Europe\/(Berlin|Paris|Madrid|Rome|Vienna|Amsterdam|Brussels|Dublin|Lisbon|Helsinki|Athens|Luxembourg)/, 'EUR'],
  [/^Australia\//, 'AUD'],
  [/^America\/(Toronto|Vancouver|Edmonton|Winnipeg|Halifax)/, 'CAD'],
  [/^America\/Sao_Paulo/, 'BRL'],
];

export function guessCurrency(timezone: string, language: string): string {
  return BY_ZONE.find(([zone]) => zone.test(timezone))?.[1] ?? (language.startsWith('zh') ? 'CNY' : 'USD');
}
