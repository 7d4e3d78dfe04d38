/** The ordered streams out of the house. Whatever is in one lane leaves in order; lanes do not wait for each other. */
export const lane = {
  /** A conversation's posts, card and notices in Slack. */
  thread: (conversationId: number) => `slack:thread:${conversationId}`,
  /** What is shown on people's replies; apart, so that ticks never hold a customer's message back. */
  ticks: (conversationId: number) => `slack:ticks:${conversationId}`,
  /** A conversation's messages to the customer. */
  whatsapp: (conversationId: number) => `whatsapp:${conversationId}`,
  /** A conversation's files on their way into our storage. */
  media: (conversationId: number) => `media:${conversationId}`,
  /** One e-mail: none waits for another. */
  email: (emailId: number) => `email:${emailId}`,
  /** Alerts and reports to the supervision channel. */
  alerts: 'slack:alerts',
  /** Direct messages to one person of the team. */
  person: (agentId: number) => `slack:person:${agentId}`,
  /** The live boards of the support levels. */
  boards: 'slack:boards',
  /** A request to join the team: what the supervisors read of it, and the answer. */
  teamRequest: (requestId: number) => `slack:team-request:${requestId}`,
  /** A hand-over of a shift, wherever it is shown. */
  handover: (handoverId: number) => `slack:handover:${handoverId}`,
  /** Looks into Slack for what its events did not tell. */
  catchUp: 'slack:catch-up',
  /** Looks at the WhatsApp gateway's state. */
  gateway: 'whatsapp:watch',
  /** What another system is told of one conversation, or (null) of the house. */
  partner: (name: string, conversationId: number | null) => `partner:${name}:${conversationId ?? 'house'}`,
  /** Looks at contacts' photos; apart, so that they hold nothing up. */
  photos: 'whatsapp:photos',
} as const;

/** `whatsapp` of `whatsapp:12`: which sender empties a lane. */
export function laneKind(name: string): 'slack' | 'whatsapp' | 'media' | 'partner' | 'email' {
  if (name.startsWith('partner:')) return 'partner';
  if (name.startsWith('media:')) return 'media';
  if (name.startsWith('email:')) return 'email';
  return name.startsWith('slack:') ? 'slack' : 'whatsapp';
}
