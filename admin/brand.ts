import type { BrandingOptions } from 'adminjs';
import { ACCENT_FOR_TEXT, BRAND, PRIMARY_FOR_TEXT } from '../src/kit/brand-colours.js';

export { ACCENT_FOR_TEXT, BRAND, PRIMARY_FOR_TEXT };

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/** AdminJS in the company's look: its own logo and its "made with" line are off. Its names: design-system/src/theme.ts. */
export function branding(companyName: string): BrandingOptions {
  return {
    companyName,
    logo: false,
    withMadeWithLove: false,
    theme: {
      font: FONT,
      breakpoints: ['577px', '769px', '1024px', '1200px'], // from the last one on the menu stays open
      sizes: { sidebarWidth: '240px' },
      colors: {
        primary100: PRIMARY_FOR_TEXT,
        primary80: '#2F8475',
        primary60: BRAND.primary,
        primary40: '#9BD8CC',
        primary20: '#DDF2EE',
        accent: ACCENT_FOR_TEXT,
        love: BRAND.primary,
        text: BRAND.text,
        grey100: BRAND.text,
        grey80: '#3B4A52',
        grey60: '#5A6870',
        grey40: '#A9B4BB',
        grey20: BRAND.secondary,
        bg: BRAND.secondary,
        filterBg: '#FFFFFF',
        hoverBg: '#DDF2EE',
        highlight: BRAND.secondary,
        border: '#DDE4E8',
        inputBorder: '#8A979E',
        separator: '#DDE4E8',
      },
    } as unknown as BrandingOptions['theme'],
  };
}
