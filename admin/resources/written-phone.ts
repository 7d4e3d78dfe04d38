/** `+55 11 98888-7777`; numbers of other countries as their digits. */
export function writtenPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return `+${digits.replace(/^(55)(\d{2})(\d{4,5})(\d{4})$/, '$1 $2 $3-$4')}`;
}
