import type { BrandingOptions } from 'adminjs';

/** The company's colours. */
export const BRAND = { primary: '#5BBFAD', secondary: '#F4F7F9', accent: '#F5C6AA', text: '#1A2B32' } as const;

/** The primary colour, darkened until text and icons in it reach contrast AA on white and on the secondary colour. */
export const PRIMARY_FOR_TEXT = '#1B6B5E';

/** The accent, darkened likewise. */
export const ACCENT_FOR_TEXT = '#8A4B25';

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
