/** An amount in a currency, as people write it: `R$ 1.234,50`, `USD 12.00`; '' when it is no number. */
export function money(currency: string, value: number | null): string {
  if (value === null || Math.abs(value) > 1e15) return '';
  const code = /^[A-Za-z]{3}$/.test(currency) ? currency.toUpperCase() : 'BRL';
  return new Intl.NumberFormat('pt-BR', { style: 'currency', currency: code, currencyDisplay: code === 'BRL' ? 'symbol' : 'code' }).format(value).replace(/\u00a0/g, ' ');
}

/** An amount whose unit the provider does not state (reais or cents): as it came, with its currency. */
export function amountAsItCame(currency: string, value: number | null): string {
  return value === null ? '' : `${/^[A-Za-z]{3}$/.test(currency) ? currency.toUpperCase() : 'BRL'} ${value}`;
}
