const keys = 'messages older newer newest empty by_slack protocol reveal details former edited until clocks no_clocks spent due was_due counted earlier follow_ups no_follow_ups incidents no_incidents resolution history no_history all_history opened closed status still_open no_conversations conversations open_file';

/** What the transcript and the list of a contact's conversations say. */
export const TRANSCRIPT_TEXTS = keys.split(' ').map((key) => `Transcript.${key}`);
