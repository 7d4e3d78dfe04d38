/** What the transcript's page is given; admin/transcript/bubble.ts and timeline.ts say what each means. */
export interface Bubble {
  id: number;
  side: 'in' | 'out';
  author: string;
  at: string;
  words: string;
  body: string;
  files: { id: number; as: 'image' | 'audio' | 'video' | 'link' | 'missing'; name: string; note: string }[];
  quoted: { author: string; words: string } | null;
  reactions: { emoji: string; who: string }[];
  marks: string[];
  former: { body: string; until: string }[];
  deleted: string;
  status: { code: string; label: string } | null;
  failure: string;
}

interface Label {
  label: string;
  tone: string;
}

export interface Timeline {
  clocks: { id: number; kind: string; goal: number; spent: number; state: Label; due: string | null; stretches: { from: string; to: string; counts: boolean; words: string }[]; earlier: number }[];
  followUps: { id: number; note: string; who: string; due: string; state: Label }[];
  incidents: { id: number; category: string; description: string; at: string; severity: Label; status: Label; resolution: string }[];
  history: { id: number; at: string; who: string; what: string; change: string; detail: string }[];
}

/** Where and in which language times are told. */
export interface Place {
  zone: string;
  locale: string;
}

export interface TranscriptData extends Place {
  contact: { id: number; name: string };
  protocol: string;
  bubbles: Bubble[];
  older: number | null;
  newer: number | null;
  /** With the first page only. */
  timeline?: Timeline;
  slack?: string;
}
