import type { Fields } from './json-fields.js';
import { amountAsItCame, money } from './money.js';
import { contentOnly, type ParsedContent } from './parsed-content.js';

/** Products, carts, orders and payments. Undefined for keys that are none. */
export function parseCommerce(key: string, content: Fields): ParsedContent | undefined {
  switch (key) {
    case 'product':
      return contentOnly({
        is: 'product', title: content.line('title'), description: content.text('description', 2000).trim(), price: amountAsItCame(content.line('currencyCode', 3), content.number('price')), url: webAddress(content.line('url', 500)),
      });
    case 'order':
      return contentOnly({ is: 'order', title: content.line('orderTitle'), items: itemsOf(content), total: amountAsItCame(content.line('currency', 3), content.number('total')), note: content.text('message', 2000).trim() });
    case 'reviewAndPay':
      return contentOnly({ is: 'order', title: content.line('referenceId', 60), items: itemsOf(content), total: amountAsItCame(content.line('currency', 3), content.number('total')), note: '' });
    case 'reviewOrder':
      return contentOnly({
        is: 'payment', what: 'order_status', amount: amountAsItCame(content.line('currency', 3), content.number('total')),
        detail: [content.line('referenceId', 60), content.line('orderStatus', 40), content.line('paymentStatus', 40)].filter((text) => text !== '').join(' · '),
      });
    case 'pixKeyMessage':
      return contentOnly({ is: 'payment', what: 'pix', amount: '', detail: [content.line('merchantName'), content.line('keyType', 20), content.line('key')].filter((text) => text !== '').join(' · ') });
    case 'requestPayment':
    case 'sendPayment': {
      const info = content.object('paymentInfo');
      const amount = money(content.line('currencyCode', 3) || info.line('currencyCode', 3), content.number('value') ?? info.number('value'));
      return contentOnly({ is: 'payment', what: key === 'sendPayment' ? 'sent' : 'request', amount, detail: info.line('status', 40) });
    }
    default:
      return undefined;
  }
}

function itemsOf(content: Fields): { name: string; quantity: number }[] {
  return content.list('products', 50).map((item) => ({ name: item.line('name'), quantity: item.number('quantity') ?? 1 }));
}

function webAddress(text: string): string {
  return /^https?:\/\/\S+$/.test(text) ? text : '';
}
