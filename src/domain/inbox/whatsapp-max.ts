/** What WhatsApp shows without folding, and Z-API is known to take, in UTF-16 units (zapi.md §6). */
export const WHATSAPP_MAX = 4096;
